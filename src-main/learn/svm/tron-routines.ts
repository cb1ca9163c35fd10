/** Passes over sparse rows for TRON (squared-hinge.ts has the mathematics). */
export interface TronRoutines {
  /** For rows first .. last - 1: scores[row] = inverseNorm[row] * (grey . weights) + constant. */
  inkScores(
    first: number,
    last: number,
    start: Int32Array,
    column: Int16Array,
    grey: Uint8Array,
    inverseNorm: Float64Array,
    weights: Float64Array,
    constant: number,
    scores: Float64Array,
  ): void
  /** For places first .. last - 1 of `list`: out += c * inverseNorm * grey, sum[0] += c, with c = factor[place]; both are set to 0 first. */
  inkSum(
    first: number,
    last: number,
    list: Int32Array,
    factor: Float64Array,
    start: Int32Array,
    column: Int16Array,
    grey: Uint8Array,
    inverseNorm: Float64Array,
    columns: number,
    out: Float64Array,
    sum: Float64Array,
  ): void
  /**
   * For places first .. last - 1 of `list` and z = inverseNorm * grey of the row: gram[j * columns + l] += c * z_j * z_l for firstColumn <= j < lastColumn
   * and l >= j (the upper triangle). `values`: columns entries for the row at hand.
   */
  gramRows(
    firstColumn: number,
    lastColumn: number,
    first: number,
    last: number,
    list: Int32Array,
    factor: Float64Array,
    start: Int32Array,
    column: Int16Array,
    grey: Uint8Array,
    inverseNorm: Float64Array,
    columns: number,
    gram: Float64Array,
    values: Float64Array,
  ): void
  /** out = G v for the symmetric matrix whose upper triangle is `gram`. */
  gramProduct(gram: Float64Array, columns: number, v: Float64Array, out: Float64Array): void
}
