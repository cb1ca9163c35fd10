import type { Workspace } from '../fit-context.ts'

/**
 * L(w, b) = (w.w + b^2) / 2 + sum_i C_i max(0, 1 - y_i f_i)^2 with f_i = w.x_i + b * s, where s is the value of the constant feature that
 * carries the intercept (0: none). Its gradient is (w, b) + 2 sum_I C_i y_i (y_i f_i - 1) (x_i, s) and its Hessian times d
 * d + 2 sum_I C_i ((x_i, s).d) (x_i, s), both over the rows I inside the margin, y_i f_i < 1.
 */
export interface SquaredHingeProblem {
  /** ±1 a row. */
  target: Int8Array
  positiveC: number
  negativeC: number
}

/** A point of L: what objective, gradient and Hessian share. Arrays lie in the workspace. */
export class SquaredHinge {
  readonly problem: SquaredHingeProblem
  /** f_i of the last objective. */
  readonly scores: Float64Array
  /** The rows inside the margin, and 2 C_i (y_i f_i - 1) y_i of each. */
  readonly inside: Int32Array
  readonly pull: Float64Array
  insideCount = 0
  point: Float64Array = new Float64Array(0)

  constructor(problem: SquaredHingeProblem, workspace: Workspace) {
    const rows = problem.target.length
    this.problem = problem
    this.scores = workspace.f64(rows)
    this.inside = workspace.i32(rows, 'as it is')
    this.pull = workspace.f64(rows, 'as it is')
  }

  /** After `scores` was filled for `w`: finds the rows inside the margin and gives L. */
  settle(w: Float64Array): number {
    const { target } = this.problem
    const { scores, inside, pull } = this
    let objective = 0
    for (let j = 0; j < w.length; j++) objective += w[j] * w[j]
    objective /= 2
    let count = 0
    for (let i = 0; i < target.length; i++) {
      const y = target[i]
      const missing = 1 - y * scores[i]
      if (missing <= 0) continue
      const C = this.weight(i)
      objective += C * missing * missing
      inside[count] = i
      pull[count++] = -2 * C * missing * y
    }
    this.insideCount = count
    this.point = w
    return objective
  }

  /** C_i */
  weight(i: number): number {
    return this.problem.target[i] > 0 ? this.problem.positiveC : this.problem.negativeC
  }
}
