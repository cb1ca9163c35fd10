/**
 * Nearest training rows. Panels hold 32 rows each, pairs of pixels side by side: panels[((panel * pairs + pair) * 32 + row) * 2 + half].
 * The best rows of query q stand at [q * k, q * k + k), nearest first and among equals the earlier row; an empty place has the largest distance.
 */
export interface NeighborsRoutines {
  /**
   * Packs `rows` rows of `columns` bytes into ceil(rows / 32) panels; pair p holds pixels inked[2 p] and inked[2 p + 1] (`pairs` pairs).
   * squares[row] = sum of x^2 over all columns; rows that fill the last panel get one beyond every real one.
   */
  packPanels(
    pixels: Uint8Array,
    rows: number,
    columns: number,
    inked: Int32Array,
    pairs: number,
    panels: Int16Array,
    squares: Int32Array,
  ): void
  /**
   * Queries firstQuery .. lastQuery - 1 against all `count` panels, whose first row is training row `firstRow`. A query's ink are the
   * couples ink[2 e], ink[2 e + 1] with e from start[q] to start[q + 1] - 1: byte of its pair in a panel, and both grey levels
   * as i16. Distances are kept without the query's own square: x^2 - 2 q.x. `scratch`: 32 entries.
   */
  nearestPixels(
    panels: Int16Array,
    squares: Int32Array,
    count: number,
    pairs: number,
    firstRow: number,
    start: Int32Array,
    ink: Int32Array,
    firstQuery: number,
    lastQuery: number,
    k: number,
    distances: Int32Array,
    nearest: Int32Array,
    scratch: Int32Array,
  ): void
  /** Queries against `count` rows, both row-major with `columns` values, an even number. Distances are sums of (q - x)^2. */
  nearestRows(
    rows: Float64Array,
    count: number,
    columns: number,
    firstRow: number,
    queries: Float64Array,
    firstQuery: number,
    lastQuery: number,
    k: number,
    distances: Float64Array,
    nearest: Int32Array,
  ): void
}
