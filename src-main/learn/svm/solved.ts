import type { Contest } from './class-order.ts'

export interface SolveOptions {
  readonly tolerance: number
  /** -1: no limit. */
  readonly maxIterations: number
  /** Upper bounds of alpha of the negative and of the positive class. */
  bounds(contest: Contest): [number, number]
}

/** A solved contest, by rows of the training set. */
export interface Solved {
  readonly rows: Int32Array
  /** alpha_i y_i, positive for the positive class. */
  readonly coefficients: Float64Array
  readonly intercept: number
  readonly iterations: number
  readonly converged: boolean
  /** Kernel rows that were computed for all contests together. */
  readonly kernelRows: number
}
