import { sortedClasses } from '../class-labels.ts'
import type { Features } from '../features.ts'
import type { FitContext } from '../fit-context.ts'
import { classOrder } from './class-order.ts'
import { type Kernel, resolveGamma } from './kernel.ts'
import { solveInStep } from './solve-in-step.ts'
import { takeRows } from './support-vectors.ts'
import type { SVCParams } from './svc-declaration.ts'

export interface SvcForecast {
  readonly seconds: number
  /** Of the workspace: the rest of the budget is filled with kernel rows as far as there are any. */
  readonly bytes: number
  /** Support vectors of all classes together. */
  readonly supportVectors: number
}

const smallTrial = 1000
const largeTrial = 2000
/** Inner solves, gradients and rounds beside the kernel rows, by their time (measured at 10,000 to 60,000 rows). */
const besideRows = 1.5
/** Rows that are computed although they end up as no support vectors. */
const wasted = 1.2

/**
 * What fitting an SVC one against the rest will take. Two trial fits, on 1,000 and 2,000 digits, tell how the number of support vectors
 * grows for this kernel and C, and how fast this machine is; nearly all time is support vectors x rows x columns, and once more for
 * rows that had to go for lack of room.
 */
export function forecastSvc(X: Features, y: Uint8Array, params: SVCParams, context: FitContext): SvcForecast {
  const kernel: Kernel = {
    name: params.kernel,
    coef0: params.coef0,
    degree: params.degree,
    gamma: resolveGamma(params.gamma, X),
  }
  const small = trial(X, y, smallTrial, kernel, params, context)
  const large = trial(X, y, largeTrial, kernel, params, context)
  const growth = Math.log(large.support / small.support) / Math.log(large.rows / small.rows)
  const exponent = Number.isFinite(growth) ? Math.min(0.95, Math.max(0.3, growth)) : 0.8
  // Growth slows down as the classes fill up.
  const supportVectors = Math.min(X.rows, large.support * (X.rows / large.rows) ** (exponent * 0.95))
  const { budgetBytes } = context.workspace
  const fixed = X.rows * (X.columns * 4 + 200) + 60 * 2 ** 20
  const rowBytes = X.rows * 4
  const kept = Math.max(1, Math.floor((budgetBytes - fixed) / rowBytes))
  const again = Math.max(0, supportVectors / kept - 1)
  const rows = supportVectors * wasted * (1 + 0.25 * again)
  const perValue = large.seconds / (large.rows * large.rowsComputed)
  return {
    seconds: Math.max(large.seconds, (rows * X.rows * perValue * besideRows) / trialOverhead),
    bytes: Math.min(budgetBytes, fixed + Math.min(kept, supportVectors * wasted) * rowBytes),
    supportVectors: Math.round(supportVectors),
  }
}

/** How much of a trial's time is not kernel rows, relative to a long fit. */
const trialOverhead = 3

function trial(X: Features, y: Uint8Array, most: number, kernel: Kernel, params: SVCParams, context: FitContext) {
  const rows = Math.min(most, X.rows)
  const chosen = Int32Array.from({ length: rows }, (_, i) => Math.floor((i * X.rows) / rows))
  const labels = Uint8Array.from(chosen, (row) => y[row])
  const classes = sortedClasses(labels)
  const started = Date.now()
  const order = classOrder(labels, classes)
  const contests = classes.map((_, positive) => ({ positive }))
  const options = { tolerance: params.tol, maxIterations: -1, bounds: (): [number, number] => [params.C, params.C] }
  const quiet = { ...context, progress: () => {} }
  const solved = solveInStep(takeRows(X, chosen), order, contests, kernel, options, quiet)
  const support = new Set(solved.flatMap((one) => [...one.rows])).size
  return { rows, support, rowsComputed: support, seconds: (Date.now() - started) / 1000 }
}
