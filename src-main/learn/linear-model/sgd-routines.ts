/** SGD over rows of bytes; the order of every sum is scikit-learn's, so that a seed gives its weights. */
export interface SgdRoutines {
  /**
   * Steps over the rows order[first] .. order[first + count - 1]. Row i, column j is (pixels[i * stride + selected[j]] / rowNorm[i] - mean[j]) / scale[j].
   * `loss`: index in `lossNames`; `schedule`: 0 eta as given, 1 1 / (alpha (start + t - 1)), 2 eta / t^power; `shrink`: 1 with the l2 penalty, else 0.
   * `v`: weights without their scale; `state`: scale, intercept, sum of losses, t. `row`: columns + 1 entries for the row at hand.
   */
  sgdRows(
    first: number,
    count: number,
    order: Int32Array,
    pixels: Uint8Array,
    stride: number,
    selected: Int32Array,
    columns: number,
    rowNorm: Float64Array,
    mean: Float64Array,
    scale: Float64Array,
    labels: Uint8Array,
    positive: number,
    positiveWeight: number,
    negativeWeight: number,
    loss: number,
    alpha: number,
    schedule: number,
    eta: number,
    start: number,
    power: number,
    shrink: number,
    fitIntercept: number,
    v: Float64Array,
    state: Float64Array,
    row: Float64Array,
  ): void
}
