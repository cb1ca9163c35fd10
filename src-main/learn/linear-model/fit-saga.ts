import { iterationsByFall } from './convergence.ts'
import { denseInWorkspace } from '../feature-rows.ts'
import type { Features } from '../features.ts'
import type { FitContext } from '../fit-context.ts'
import type { LogisticSolution } from './fit-logistic.ts'
import type { LinearTarget } from './linear-classifier.ts'
import { saga, type SagaResult } from './saga.ts'
import { sagaPixels } from './saga-pixels.ts'
import { checkStart, type StartWeights } from './start-weights.ts'

export interface SagaFitOptions {
  variant: 'sag' | 'saga'
  /** Infinity: no penalty. */
  C: number
  /** Share of the absolute penalty. */
  l1Ratio: number
  fitIntercept: boolean
  tol: number
  maxIter: number
}

const largestInt = 2 ** 31 - 1

/**
 * Every problem goes through the same rows in the same order: scikit-learn's problems copy one random_state, from which each draws
 * the seed of its row numbers.
 */
export function fitSaga(
  X: Features,
  y: Uint8Array,
  targets: LinearTarget[],
  options: SagaFitOptions,
  context: FitContext,
): LogisticSolution[] {
  const start = checkStart(context.start, targets.length, X.columns)
  const seed = context.random.randint(1, largestInt)
  const results =
    X.kind === 'pixels' && options.l1Ratio === 0
      ? sagaPixels(
          {
            ...options,
            X,
            labels: y,
            positive: targets.map(({ label }) => label),
            positiveWeight: targets.map(({ positiveWeight }) => positiveWeight),
            negativeWeight: targets.map(({ negativeWeight }) => negativeWeight),
            alpha: 1 / (options.C * X.rows),
            seed,
            start,
          },
          context,
        )
      : onDenseRows(X, y, targets, options, seed, start, context)
  return results.map(({ coef, intercept, iterations, converged }, k) => ({
    coef,
    intercept,
    iterations: iterations + (start?.[k].iterations ?? 0),
    outcome: converged ? 'converged' : context.stop.stopped ? 'stopped' : 'limit',
  }))
}

/** One problem after another, on this thread. */
function onDenseRows(
  X: Features,
  y: Uint8Array,
  targets: LinearTarget[],
  { C, l1Ratio, ...options }: SagaFitOptions,
  seed: number,
  start: StartWeights[] | null,
  { workspace, stop, progress }: FitContext,
): SagaResult[] {
  const { rows, columns } = X
  const strength = 1 / (C * rows)
  const mark = workspace.mark()
  try {
    const { values } = denseInWorkspace(X, workspace, stop)
    return targets.map(({ label, positiveWeight, negativeWeight }, k) => {
      const changes: number[] = []
      let own = 0
      const tell = (epoch: number, change: number, objective: number) => {
        changes.push(change)
        own = Math.max(own, epoch / Math.min(options.maxIter, iterationsByFall(changes, options.tol)))
        progress({ phase: 'fitting', fraction: (k + own) / targets.length, objective })
      }
      const result = saga({
        ...options,
        values,
        rows,
        columns,
        target: Float64Array.from(y, (own) => (own === label ? 1 : -1)),
        weight:
          positiveWeight === 1 && negativeWeight === 1
            ? null
            : Float64Array.from(y, (own) => (own === label ? positiveWeight : negativeWeight)),
        alpha: (1 - l1Ratio) * strength,
        beta: l1Ratio * strength,
        seed,
        start: start?.[k] ?? null,
        stop,
        onEpoch: tell,
      })
      progress({ phase: 'fitting', fraction: (k + 1) / targets.length, objective: null })
      return result
    })
  } finally {
    workspace.release(mark)
  }
}
