import type { FitContext } from '../fit-context.ts'
import type { PixelFeatures } from '../features.ts'
import { sparsePixels } from '../sparse-pixels.ts'
import { inWorkspace } from '../workspace-arrays.ts'
import { lossNames } from './loss.ts'
import { overflowError } from './saga.ts'
import { EpochRule, optimalStart, shuffleRows, type SgdResult, type SgdSettings } from './sgd.ts'
import { shareOfIterations } from './convergence.ts'
import type { StartWeights } from './start-weights.ts'

/** One label against the rest. */
export interface SgdTarget {
  positive: number
  positiveWeight: number
  negativeWeight: number
  shuffleSeed: number
  /** null: from nothing. */
  start: StartWeights | null
}

/** Two-class problems over the same bytes: problem k tells `positive[k]` from the rest. */
export interface SgdPixelProblem extends SgdSettings {
  X: PixelFeatures
  labels: Uint8Array
  targets: SgdTarget[]
}

/** Rows between two looks at the stop flag: about 10 ms. */
const rowsAtOnce = 4096

/** What the fast solver takes; anything else goes to sgd.ts on dense rows. */
export function fastSgdTakes({ penalty, average }: SgdSettings): boolean {
  return (penalty === 'l2' || penalty === 'none') && average === 0
}

/** The steps of sgd.ts, problems side by side on the team's threads. */
export function sgdPixels(problem: SgdPixelProblem, context: FitContext): SgdResult[] {
  const { workspace } = context
  const mark = workspace.mark()
  try {
    return solve(problem, context)
  } finally {
    workspace.release(mark)
  }
}

function solve(problem: SgdPixelProblem, context: FitContext): SgdResult[] {
  const { workspace, team, stop, progress } = context
  const { X, learningRate, alpha } = problem
  const { rows, columns } = X
  const filled = (length: number, values: Float64Array | null, otherwise: number) => {
    const array = workspace.f64(length)
    if (values === null) array.fill(otherwise)
    else array.set(values)
    return array
  }
  const sparse = sparsePixels(X, context)
  const labels = inWorkspace(problem.labels, workspace)
  const rowNorm = filled(rows, X.rowNorm, 1)
  const mean = filled(columns, X.mean, 0)
  const scale = filled(columns, X.scale, 1)

  const firstStep = learningRate === 'optimal' ? optimalStart(problem.loss, alpha) : 0
  const schedule = learningRate === 'optimal' ? 1 : learningRate === 'invscaling' ? 2 : 0
  // Problems with one seed walk through the rows in one order.
  const orders = new Map<number, Int32Array>()
  const orderOf = (seed: number) => {
    const order = orders.get(seed) ?? identity(workspace.i32(rows))
    orders.set(seed, order)
    return order
  }
  const fits = problem.targets.map((target) => ({
    ...target,
    rule: new EpochRule(problem, rows),
    order: orderOf(target.shuffleSeed),
    v: workspace.f64(columns + (columns % 2)),
    /** Scale, intercept, sum of losses, t. */
    state: workspace.f64(4),
    scratch: workspace.f64(4 * (columns + 1)),
    iterations: 0,
    settledDown: false,
  }))
  for (const { v, state, start } of fits) {
    if (start) v.set(start.coef)
    state.set([1, start?.intercept ?? 0, 0, 1 + (start?.iterations ?? 0) * rows])
  }

  let lossSum: number | null = null
  let fraction = 0
  for (let epoch = 0; epoch < problem.maxIter && !stop.stopped; epoch++) {
    const active = fits.filter((fit) => !fit.settledDown)
    if (active.length === 0) break
    if (problem.shuffle) for (const [seed, order] of orders) shuffleRows(order, seed)
    for (const fit of active) fit.state[2] = 0
    for (let first = 0; first < rows && !stop.stopped; first += rowsAtOnce) {
      team.parallel(
        'sgdRows',
        active.map((fit) => [
          first,
          Math.min(rowsAtOnce, rows - first),
          fit.order,
          sparse.start,
          sparse.column,
          sparse.grey,
          columns,
          rowNorm,
          mean,
          scale,
          labels,
          fit.positive,
          fit.positiveWeight,
          fit.negativeWeight,
          lossNames.indexOf(problem.loss),
          alpha,
          schedule,
          fit.rule.eta,
          firstStep,
          problem.powerT,
          problem.penalty === 'l2' ? 1 : 0,
          problem.fitIntercept ? 1 : 0,
          fit.v,
          fit.state,
          fit.scratch,
        ]),
      )
      const part = Math.min(1, (first + rowsAtOnce) / rows)
      const courses = fits.map(({ iterations, rule, settledDown }) =>
        settledDown ? { iterations, needed: iterations } : { iterations: iterations + part, needed: rule.needed },
      )
      fraction = Math.max(fraction, shareOfIterations(courses))
      progress({ phase: 'fitting', fraction, objective: lossSum })
    }
    for (const fit of active) {
      fit.iterations++
      if (!Number.isFinite(fit.state[1]) || !fit.v.every(Number.isFinite)) throw overflowError()
      fit.settledDown = !stop.stopped && fit.rule.after(fit.state[2])
    }
    lossSum = active.reduce((sum, fit) => sum + fit.state[2], 0) / (active.length * rows)
  }
  return fits.map(({ v, state, iterations, settledDown }) => ({
    coef: v.slice(0, columns).map((value) => value * state[0]),
    intercept: state[1],
    iterations,
    converged: problem.tol === null ? !stop.stopped : settledDown && iterations < problem.maxIter,
  }))
}

function identity(order: Int32Array): Int32Array {
  for (let i = 0; i < order.length; i++) order[i] = i
  return order
}
