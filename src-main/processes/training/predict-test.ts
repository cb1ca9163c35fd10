import { hasCode } from '#learn/app-error.ts'
import { rowRange } from '#learn/feature-rows.ts'
import type { Features } from '#learn/features.ts'
import type { FitContext } from '#learn/fit-context.ts'
import { partOfProgress } from '#learn/part-of-progress.ts'
import { answers, type FittedPipeline, givesProbabilities } from '#learn/pipeline/pipeline.ts'

export interface TestAnswers {
  predicted: Uint8Array
  /** rows x classes, also for two classes. */
  scores: Float32Array
  scoreKind: 'probability' | 'margin'
}

const firstRows = 64
const growth = 16
const mostRows = 4096
/** Whoever asked to stop waits no longer than this for the answers. */
const patienceMs = 100

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
  const scoreKind = givesProbabilities(fitted) ? 'probability' : 'margin'
  const begun = performance.now()
  let fraction = 0
  /** Once told, it holds: scores of a block that was left half-way are not kept. */
  let impatience = false
  const wouldTakeLong = () => {
    const spent = performance.now() - begun
    return fraction === 0 ? spent > patienceMs / 10 : (spent / fraction) * (1 - fraction) > patienceMs
  }
  const impatient: FitContext = {
    ...context,
    stop: {
      flag: context.stop.flag,
      get stopped() {
        return (impatience ||= stopped() && wouldTakeLong())
      },
    },
    progress: (state) => {
      fraction = state.fraction
      context.progress({ ...state, phase: 'predicting' })
    },
  }
  for (let first = 0, count = firstRows; first < X.rows; first += count, count = Math.min(count * growth, mostRows)) {
    const last = Math.min(first + count, X.rows)
    const block = partOfProgress(impatient, first / X.rows, last / X.rows)
    try {
      const { labels, decision, probabilities } = answers(fitted, rowRange(X, first, last), block)
      predicted.set(labels, first)
      scores.set(probabilities ?? bothColumns(decision, classes.length), first * classes.length)
    } catch (error) {
      if (hasCode(error, 'aborted')) return null
      throw error
    }
    block.progress({ phase: 'predicting', fraction: 1, objective: null })
    if (impatient.stop.stopped) return null
  }
  return { predicted, scores, scoreKind }
}

/** A two-class decision value becomes [-f, f]. */
function bothColumns(values: Float64Array, classes: number): Float64Array {
  if (classes !== 2) return values
  return Float64Array.from({ length: 2 * values.length }, (_, at) => (at % 2 === 1 ? 1 : -1) * values[at >> 1])
}
