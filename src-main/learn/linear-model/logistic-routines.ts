/**
 * Several one-vs-rest problems over the same bytes. Weights are folded beforehand, so that f = pixels . weights / rowNorm + intercept,
 * and lie problem by problem within a pixel: weights[pixel * problems + k]. Most pixels are 0, so only the others are touched.
 */
export interface LogisticRoutines {
  /**
   * Over `rows` rows, for every problem k: loss[k] = sum of c * log(1 + exp(-y f)), slope[k] = sum of g, and
   * gradient[pixel * problems + k] = sum of g * pixel / rowNorm, with g = d loss / d f, y = +1 where labels[row] is
   * positive[k], else -1, and c = positiveWeight[k] or negativeWeight[k]. `problems` is even and at most 10 (rows of odd
   * numbers are filled up with weight 0). `scratch`: 10 + stride entries.
   */
  logisticPass(
    pixels: Uint8Array,
    stride: number,
    rows: number,
    labels: Uint8Array,
    inverseNorm: Float64Array,
    problems: number,
    positive: Int32Array,
    positiveWeight: Float64Array,
    negativeWeight: Float64Array,
    weights: Float64Array,
    intercepts: Float64Array,
    loss: Float64Array,
    slope: Float64Array,
    gradient: Float64Array,
    scratch: Float64Array,
  ): void
}
