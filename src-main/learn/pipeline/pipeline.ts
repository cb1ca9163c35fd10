import { checkColumns } from '../check-features.ts'
import { type DigitSet, noLabel } from '../datasets/digit-set.ts'
import type { Answers, Fitted, FittedClassifier } from '../estimator.ts'
import type { Features, PixelFeatures } from '../features.ts'
import type { FitContext } from '../fit-context.ts'
import { highestScore } from '../multiclass/highest-score.ts'
import { partOfProgress } from '../part-of-progress.ts'
import { noProbabilities } from '../probabilities.ts'
import { classifierClass, givesProbabilities as classifierGivesProbabilities, transformerClass } from './class-table.ts'
import type { PipelineSpec } from './pipeline-spec.ts'
import { buildClassifier, buildTransformer, checkPipeline } from './registry.ts'

/** Plain data: can be sent and stored. */
export interface FittedPipeline extends FittedClassifier {
  readonly kind: 'Pipeline'
  readonly spec: PipelineSpec
  /** Columns (pixels) that it takes. */
  readonly columns: number
  /** Columns that the classifier sees. */
  readonly features: number
  readonly transformers: Fitted[]
  readonly classifier: FittedClassifier
}

/** Share of the progress that the steps before the classifier take. */
const preparation = 0.02

/** Every pixel of every digit, sharing the bytes. */
export function featuresOf({ rows, height, width, pixels }: DigitSet): PixelFeatures {
  const columns = height * width
  return {
    kind: 'pixels',
    rows,
    columns,
    pixels,
    stride: columns,
    selected: Int32Array.from({ length: columns }, (_, j) => j),
    rowNorm: null,
    mean: null,
    scale: null,
  }
}

/** With `positive` in the spec the labels become 1 (positive) and 0 (the rest); digits without a label keep having none. */
export function labelsFor({ positive }: PipelineSpec, y: Uint8Array): Uint8Array {
  if (positive === undefined) return y
  return y.map((label) => (label === noLabel ? noLabel : positive.includes(label) ? 1 : 0))
}

/** Fits step after step, each on what the ones before give. Stopped in a transformer it throws `aborted`; in the classifier it may give an incomplete model. */
export function fitPipeline(spec: PipelineSpec, X: Features, y: Uint8Array, context: FitContext): FittedPipeline {
  checkPipeline(spec)
  let given = y
  let labels = labelsFor(spec, given)
  const steps = spec.steps.slice(0, -1)
  let transformed = X
  const transformers = steps.map((step, k) => {
    const part = partOfProgress(context, (k / steps.length) * preparation, ((k + 1) / steps.length) * preparation)
    part.progress({ phase: 'preparing', fraction: 0, objective: null })
    const fitted = buildTransformer(step).fit(transformed, labels, part)
    const entry = transformerClass(fitted.kind)
    // Rows that a step adds bring labels of the digits, not of the question.
    const more = entry.trainingRows?.(step.params, transformed, given, part)
    if (more) labels = labelsFor(spec, (given = more.y))
    transformed = more ? more.X : entry.transform(fitted, transformed, part)
    return fitted
  })
  const rest = partOfProgress(context, preparation, 1)
  const classifier = buildClassifier(spec.steps[spec.steps.length - 1]).fit(transformed, labels, rest)
  const { classes, iterations, converged, complete } = classifier
  return {
    kind: 'Pipeline',
    spec,
    columns: X.columns,
    features: transformed.columns,
    classes,
    iterations: iterations ?? [],
    converged: converged ?? true,
    complete: complete ?? true,
    transformers,
    classifier,
  }
}

/** What the classifier sees. */
export function transform({ transformers, columns }: FittedPipeline, X: Features): Features {
  checkColumns('Pipeline', X, columns)
  return transformers.reduce<Features>(
    (features, fitted) => transformerClass(fitted.kind).transform(fitted, features),
    X,
  )
}

/** rows x classes; for two classes one value a row, positive for the larger label. */
export function decisionFunction(fitted: FittedPipeline, X: Features, context: FitContext): Float64Array {
  const { classifier } = fitted
  return classifierClass(classifier.kind).decisionFunction(classifier, transform(fitted, X), context)
}

/** One label a row. X has the columns that the pipeline was fitted on, else `invalid-argument`. */
export function predict(fitted: FittedPipeline, X: Features, context: FitContext): Uint8Array {
  const { classifier } = fitted
  const entry = classifierClass(classifier.kind)
  const transformed = transform(fitted, X)
  if (entry.predict) return entry.predict(classifier, transformed, context)
  return highestScore(entry.decisionFunction(classifier, transformed, context), classifier.classes, 'first')
}

/** Labels, decision values and probabilities together: cheaper than one after another where an answer is a search or a kernel. */
export function answers(fitted: FittedPipeline, X: Features, context: FitContext): Answers {
  const { classifier } = fitted
  const entry = classifierClass(classifier.kind)
  const transformed = transform(fitted, X)
  if (entry.answers) return entry.answers(classifier, transformed, context)
  const decision = entry.decisionFunction(classifier, transformed, context)
  return {
    labels: entry.predict?.(classifier, transformed, context) ?? highestScore(decision, classifier.classes, 'first'),
    decision,
    probabilities: classifierGivesProbabilities(classifier)
      ? (entry.predictProba?.(classifier, transformed, context) ?? null)
      : null,
  }
}

export function givesProbabilities({ classifier }: FittedPipeline): boolean {
  return classifierGivesProbabilities(classifier)
}

/** rows x classes. */
export function predictProba(fitted: FittedPipeline, X: Features, context: FitContext): Float64Array {
  const { classifier } = fitted
  const entry = classifierClass(classifier.kind)
  if (!entry.predictProba) throw noProbabilities(classifier.kind)
  return entry.predictProba(classifier, transform(fitted, X), context)
}
