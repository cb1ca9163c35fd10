import { AppError } from '../app-error.ts'
import type { Fitted, Transformer } from '../estimator.ts'
import { PixelMask } from '../feature-selection/pixel-mask.ts'
import { VarianceThreshold } from '../feature-selection/variance-threshold.ts'
import { LogisticRegression } from '../linear-model/logistic-regression.ts'
import { SGDClassifier } from '../linear-model/sgd-classifier.ts'
import { OneVsRestClassifier } from '../multiclass/one-vs-rest-classifier.ts'
import { KNeighborsClassifier } from '../neighbors/k-neighbors-classifier.ts'
import { checkedParams } from '../params.ts'
import { Augment } from '../preprocessing/augment.ts'
import { Deskew } from '../preprocessing/deskew-step.ts'
import { Normalizer } from '../preprocessing/normalizer.ts'
import { StandardScaler } from '../preprocessing/standard-scaler.ts'
import { LinearSVC } from '../svm/linear-svc.ts'
import { SVC } from '../svm/svc.ts'
import { VirtualSupportVectors } from '../svm/virtual-support-vectors.ts'
import {
  type AnyClassifier,
  type AnyClassifierClass,
  type AnyTransformerClass,
  classifierClass,
  enterClassifier,
  enterTransformer,
  isTransformer,
  transformerClass,
} from './class-table.ts'
import type { EstimatorDeclaration, PipelineSpec, StepSpec } from './pipeline-spec.ts'

/** Every estimator there is. A new one is entered here, and its declaration in declarations.ts. */
const transformers: AnyTransformerClass[] = [VarianceThreshold, PixelMask, Augment, Deskew, Normalizer, StandardScaler]
const classifiers: AnyClassifierClass[] = [
  OneVsRestClassifier,
  VirtualSupportVectors,
  LogisticRegression,
  LinearSVC,
  SVC,
  SGDClassifier,
  KNeighborsClassifier,
]

transformers.forEach(enterTransformer)
classifiers.forEach(enterClassifier)

/** As the classes have them; forms take the same from declarations.ts, without the classes. */
export const registered: EstimatorDeclaration[] = [...transformers, ...classifiers].map((entry) => entry.declaration)

export function declarationOf(kind: string): EstimatorDeclaration {
  return (isTransformer(kind) ? transformerClass(kind) : classifierClass(kind)).declaration
}

/** Not yet fitted; parameters are checked in fit. An unknown kind is `invalid-argument`. */
export function buildTransformer({ kind, params }: StepSpec): Transformer<Fitted> {
  return new (transformerClass(kind))(params as never)
}

/** The same, with the estimator that it wraps. */
export function buildClassifier({ kind, params, estimator }: StepSpec): AnyClassifier {
  const entry = classifierClass(kind)
  if (entry.declaration.role !== 'meta') return new entry(params as never)
  if (estimator === undefined) throw withoutEstimator(kind)
  return new entry({ ...params, estimator: buildClassifier(estimator) } as never)
}

/** Throws `invalid-argument` with a sentence where a spec cannot be fitted: before anything is started. */
export function checkPipeline({ steps, positive, seed }: PipelineSpec): void {
  const last = steps.at(-1)
  if (last === undefined) throw new AppError('invalid-argument', 'The pipeline has no steps.')
  for (const step of steps.slice(0, -1)) checkedParams(transformerClass(step.kind).declaration, step.params)
  checkClassifier(last)
  if (positive?.some((label) => !Number.isInteger(label) || label < 0 || label > 254) || positive?.length === 0) {
    throw new AppError(
      'invalid-argument',
      `The positive labels must be whole numbers from 0 to 254, not ${positive.join(', ')}.`,
    )
  }
  if (!Number.isInteger(seed) || seed < 0 || seed > 0xffffffff) {
    throw new AppError('invalid-argument', `The seed must be a whole number from 0 to 4294967295, not ${seed}.`)
  }
}

function checkClassifier({ kind, params, estimator }: StepSpec): void {
  const { declaration } = classifierClass(kind)
  checkedParams(declaration, params)
  if (declaration.role !== 'meta') return
  if (estimator === undefined) throw withoutEstimator(kind)
  checkClassifier(estimator)
}

function withoutEstimator(kind: string): AppError {
  return new AppError('invalid-argument', `${kind} needs an estimator to wrap.`)
}
