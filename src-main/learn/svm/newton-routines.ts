/** Steps of Newton's method for the squared hinge (hinge-newton.ts). Square matrices of `size` rows hold their upper triangle; `size` is a multiple of 4. */
export interface NewtonRoutines {
  /**
   * hessian = identity + factor * sum of c (x, s) (x, s)^T with x = z * inverseScale - offset, from gram = sum of c z z^T (upper triangle of
   * columns x columns), first = sum of c z and total = sum of c. s = biasFeature takes row `columns` unless it is 0; rows behind stay identity.
   */
  hingeHessian(
    gram: Float64Array,
    first: Float64Array,
    total: number,
    columns: number,
    biasFeature: number,
    factor: number,
    inverseScale: Float64Array,
    offset: Float64Array,
    size: number,
    hessian: Float64Array,
  ): void
  /** hessian * step = -gradient, by Cholesky's factor, which takes the place of the Hessian; it must be positive definite. */
  newtonStep(hessian: Float64Array, size: number, gradient: Float64Array, step: Float64Array): void
  /**
   * Finds the lowest point t > 0 of slope t + curvature t^2 / 2 + sum of C_i max(0, 1 - y_i (scores_i + t along_i))^2, to a thousandth of its slope
   * at 0, moves scores there and writes t to length[0]. `positive`: 1 where y is 1.
   */
  hingeSearch(
    rows: number,
    positive: Uint8Array,
    positiveC: number,
    negativeC: number,
    slope: number,
    curvature: number,
    scores: Float64Array,
    along: Float64Array,
    length: Float64Array,
  ): void
}
