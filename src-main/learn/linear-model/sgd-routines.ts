/** SGD over rows of bytes; the order of every sum is scikit-learn's, so that a seed gives its weights. */
export interface SgdRoutines {
  /**
   * Steps over the rows order[first] .. order[first + count - 1]. Column j of row i is (g / rowNorm[i] - mean[j]) / scale[j], where g is the grey level
   * at the row's place of that column (sparse-pixels.ts) or 0.
   * `loss`: index in `lossNames`; `schedule`: 0 eta as given, 1 1 / (alpha (start + t - 1)), 2 eta / t^power; `shrink`: 1 with the l2 penalty, else 0.
   * `v`: weights without their scale, filled up with a 0 to an even number; `state`: scale, intercept, sum of losses, t.
   * `scratch`: 4 * (columns + 1) entries, 0 at first.
   */
  sgdRows(
    first: number,
    count: number,
    order: Int32Array,
    inkStart: Int32Array,
    column: Int16Array,
    grey: Uint8Array,
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
    scratch: Float64Array,
  ): void
}
