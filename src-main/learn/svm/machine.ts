/** One fitted two-class problem: f(x) = sum of coefficients[i] K(support[vectors[i]], x) + intercept. */
export interface Machine {
  /** Which of the support vectors. */
  readonly vectors: Int32Array
  /** alpha_i y_i, positive for the positive class. */
  readonly coefficients: Float64Array
  readonly intercept: number
}
