import { rowRange } from '#learn/feature-rows.ts'
import type { Features } from '#learn/features.ts'
import type { FitContext } from '#learn/fit-context.ts'
import {
  decisionFunction,
  type FittedPipeline,
  givesProbabilities,
  predict,
  predictProba,
} from '#learn/pipeline/pipeline.ts'

export interface TestAnswers {
  predicted: Uint8Array
  /** rows x classes, also for two classes. */
  scores: Float32Array
  scoreKind: 'probability' | 'margin'
}

const firstRows = 64
const mostRows = 2048
/** Whoever asked to stop waits no longer than this for the answers. */
const patienceMs = 1000

/** Row block by row block; null when it was asked to stop and would take too long. */
export function predictTest(
  fitted: FittedPipeline,
  X: Features,
  context: FitContext,
  stopped: () => boolean,
): TestAnswers | null {
  const { classes } = fitted
  const predicted = new Uint8Array(X.rows)
  const scores = new Float32Array(X.rows * classes.length)
  const withProbabilities = givesProbabilities(fitted)
  const begun = performance.now()
  for (let first = 0, count = firstRows; first < X.rows; first += count, count = Math.min(count * 4, mostRows)) {
    const last = Math.min(first + count, X.rows)
    const block = rowRange(X, first, last)
    predicted.set(predict(fitted, block, context), first)
    const values = withProbabilities
      ? predictProba(fitted, block, context)
      : bothColumns(decisionFunction(fitted, block, context), classes.length)
    scores.set(values, first * classes.length)
    context.progress({ phase: 'predicting', fraction: last / X.rows, objective: null })
    const left = ((performance.now() - begun) / last) * (X.rows - last)
    if (stopped() && left > patienceMs) return null
  }
  return { predicted, scores, scoreKind: withProbabilities ? 'probability' : 'margin' }
}

/** A two-class decision value becomes [-f, f]. */
function bothColumns(values: Float64Array, classes: number): Float64Array {
  if (classes !== 2) return values
  return Float64Array.from({ length: 2 * values.length }, (_, at) => (at % 2 === 1 ? 1 : -1) * values[at >> 1])
}
