import { AppError } from '../app-error.ts'
import type { Features } from '../features.ts'
import type { FitContext } from '../fit-context.ts'
import { shareOfIterations } from './convergence.ts'
import { Lbfgs } from './lbfgs.ts'
import type { LinearTarget } from './linear-classifier.ts'
import { logisticLoss } from './logistic-objective.ts'
import { checkStart } from './start-weights.ts'

export interface LogisticFitOptions {
  /** Infinity: no penalty. */
  C: number
  fitIntercept: boolean
  tol: number
  /** scipy's ftol. */
  decreaseTolerance: number
  maxIter: number
}

export interface LogisticSolution {
  coef: Float64Array
  intercept: number
  /** With those of the weights that it went on from. */
  iterations: number
  /** `stuck`: no way down was found although the slope is not small enough. */
  outcome: 'converged' | 'limit' | 'stuck' | 'stopped'
}

/**
 * Minimises sum log(1 + exp(-y f)) + |w|^2 / 2C for every target, all by L-BFGS in step: one pass over the samples serves
 * all problems that still run.
 */
export function fitLogistic(
  X: Features,
  y: Uint8Array,
  targets: LinearTarget[],
  options: LogisticFitOptions,
  context: FitContext,
): LogisticSolution[] {
  const { C, fitIntercept, tol, decreaseTolerance, maxIter } = options
  const { columns } = X
  const start = checkStart(context.start, targets.length, columns)
  const mark = context.workspace.mark()
  const loss = logisticLoss(X, y, context)
  const problems = targets.map((target, k) => ({
    target,
    minimiser: new Lbfgs(
      start ? Float64Array.of(...start[k].coef, start[k].intercept) : new Float64Array(columns + 1),
      {
        memory: 10,
        gradientTolerance: tol,
        decreaseTolerance,
        maxIterations: maxIter,
      },
    ),
  }))
  let fraction = 0
  while (true) {
    const running = problems.filter(({ minimiser }) => minimiser.status === 'running')
    if (running.length === 0) break
    const points = running.map(({ minimiser }) => minimiser.point)
    const results = context.stop.stopped
      ? null
      : loss(
          running.map(({ target }) => target),
          points,
        )
    if (results === null) break
    running.forEach(({ minimiser }, k) => {
      const { gradient } = results[k]
      const value = results[k].loss + penalise(points[k], gradient, C)
      if (!fitIntercept) gradient[columns] = 0
      if (!Number.isFinite(value)) throw overflow()
      minimiser.tell(value, gradient)
    })
    const courses = problems.map(({ minimiser: { status, iterations, closed } }) => {
      const needed = status === 'running' ? Math.min(maxIter, closed === 0 ? maxIter : iterations / closed) : iterations
      return { iterations, needed }
    })
    fraction = Math.max(fraction, shareOfIterations(courses))
    context.progress({
      phase: 'fitting',
      fraction,
      objective: problems.reduce((sum, { minimiser }) => sum + minimiser.value, 0),
    })
  }
  context.workspace.release(mark)
  return problems.map(({ minimiser: { x, iterations, status } }, k) => ({
    coef: x.slice(0, columns),
    intercept: x[columns],
    iterations: iterations + (start?.[k].iterations ?? 0),
    outcome: status === 'running' ? 'stopped' : status,
  }))
}

/** Adds the penalty's gradient and gives its value. The intercept is free. */
function penalise(point: Float64Array, gradient: Float64Array, C: number): number {
  let squares = 0
  for (let j = 0; j < point.length - 1; j++) {
    squares += point[j] * point[j]
    gradient[j] += point[j] / C
  }
  return squares / (2 * C)
}

function overflow(): AppError {
  return new AppError('overflow', 'Logistic regression met numbers that are too large.', {
    hint: 'Scale the pixels first, or choose a smaller C.',
  })
}
