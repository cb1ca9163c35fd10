/** Sums over the rows of a byte matrix, column by column. `pixels` starts at the first of `rows` rows of `stride` bytes. */
export interface ColumnRoutines {
  /** Writes the sum and the sum of squares of every column; at most 16,384 rows, so that 32 bits hold them. */
  pixelSums(pixels: Uint8Array, stride: number, rows: number, sums: Int32Array, squares: Int32Array): void
  /** Lowers low[j] and raises high[j] to take in every value of column j. */
  pixelRanges(pixels: Uint8Array, stride: number, rows: number, low: Uint8Array, high: Uint8Array): void
  /**
   * Adds the sum of (x - mean[j]) to deviations[j] and that of (x - mean[j])^2 to squares[j] for columns first to last - 1, rounded
   * as numpy does on a C-ordered matrix: rows added one after another.
   */
  pixelDeviations(
    pixels: Uint8Array,
    stride: number,
    rows: number,
    first: number,
    last: number,
    mean: Float64Array,
    deviations: Float64Array,
    squares: Float64Array,
  ): void
  /**
   * The same for at most 128 rows, rounded as a leaf of numpy's pairwise sum: eight running sums (row i in sum i mod 8),
   * joined as ((0+1)+(2+3))+((4+5)+(6+7)), then the rows left over.
   */
  pixelDeviationLeaf(
    pixels: Uint8Array,
    stride: number,
    rows: number,
    mean: Float64Array,
    deviations: Float64Array,
    squares: Float64Array,
  ): void
  /** For rows first .. last - 1: start[row + 1] = pixels that are not 0 and belong to a column, columnOf[pixel] >= 0. */
  inkCounts(
    first: number,
    last: number,
    pixels: Uint8Array,
    stride: number,
    columnOf: Int16Array,
    start: Int32Array,
  ): void
  /** Writes column and grey level of every such pixel of row i to places start[i] .. start[i + 1] - 1. */
  inkPlaces(
    first: number,
    last: number,
    pixels: Uint8Array,
    stride: number,
    columnOf: Int16Array,
    start: Int32Array,
    column: Int16Array,
    grey: Uint8Array,
  ): void
}
