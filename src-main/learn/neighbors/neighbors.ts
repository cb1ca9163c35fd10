/** The k nearest training rows of every query, nearest first; among equals the earlier row. */
export interface Neighbors {
  /** queries x k, squared. */
  distances: Float64Array
  /** queries x k, numbers of training rows. */
  nearest: Int32Array
}
