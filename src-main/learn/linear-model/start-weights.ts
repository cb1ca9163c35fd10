import { AppError } from '../app-error.ts'
import type { FittedClassifier } from '../estimator.ts'
import type { PipelineSpec, StepSpec } from '../pipeline/pipeline-spec.ts'

/** What a linear problem goes on from: the weights of an earlier fit, and how many iterations (epochs) they took. */
export interface StartWeights {
  coef: Float64Array
  intercept: number
  iterations: number
}

/**
 * Whether a fit of this pipeline can go on from weights it reached before. Logistic regression is convex, so L-BFGS, SAG and SAGA
 * end at the same weights from any start; SGD goes on in its schedule of steps, as partial_fit does. Averaged SGD cannot: the
 * weights behind the average are not kept.
 */
export function canGoOn({ steps }: PipelineSpec): boolean {
  const last = steps.at(-1)
  const step: StepSpec | undefined = last?.kind === 'OneVsRestClassifier' ? last.estimator : last
  if (step?.kind === 'SGDClassifier') return (step.params.average ?? 0) === 0
  return step?.kind === 'LogisticRegression'
}

/** The weights of every problem of a fitted model, in order; null where they are not those of linear problems. */
export function startWeights(fitted: FittedClassifier): StartWeights[] | null {
  const { estimators, models, iterations } = fitted as FittedClassifier & {
    estimators?: FittedClassifier[]
    models?: { coef: Float64Array; intercept: number }[]
  }
  if (models) return models.map((model, k) => ({ ...model, iterations: iterations?.[k] ?? 0 }))
  const inner = estimators?.map(startWeights) ?? []
  return inner.length > 0 && inner.every((weights) => weights !== null) ? inner.flat() : null
}

/** `start` where it is that of so many problems on so many columns; throws where it is of others. */
export function checkStart(
  start: StartWeights[] | undefined,
  problems: number,
  columns: number,
): StartWeights[] | null {
  if (start === undefined) return null
  if (start.length === problems && start.every(({ coef }) => coef.length === columns)) return start
  throw new AppError('invalid-argument', 'The weights to go on from belong to other pixels or other digits.', {
    hint: 'Train anew.',
  })
}
