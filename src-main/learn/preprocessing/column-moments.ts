import { rowReader, summationOrder } from '../feature-rows.ts'
import type { Features } from '../features.ts'
import type { StopSignal } from '../fit-context.ts'
import { columnSums } from './column-sums.ts'

export interface Moments {
  mean: Float64Array
  /** Population variance. */
  variance: Float64Array
  /** Rows without missing value. */
  counts: Float64Array
}

/**
 * Mean and variance of every column in two passes, with the correction of Chan, Golub and LeVeque:
 *   u = S((x - T)^2) - S(x - T)^2 / n, T = S(x) / n. Missing values (NaN) count as absent.
 */
export function columnMoments(X: Features, stop: StopSignal): Moments {
  const { rows, columns } = X
  const order = summationOrder(X)
  const read = rowReader(X, stop)
  const sum = (term: (value: number, column: number) => number) =>
    columnSums(
      {
        rows,
        columns,
        read: (i, out) => {
          read(i, out)
          for (let j = 0; j < columns; j++) out[j] = Number.isNaN(out[j]) ? 0 : term(out[j], j)
        },
      },
      order,
    )
  const counts = sum(() => 1)
  const mean = sum((value) => value).map((total, j) => total / counts[j])
  const deviation = sum((value, j) => value - mean[j])
  const squares = sum((value, j) => (value - mean[j]) ** 2)
  const variance = squares.map((square, j) => (square - deviation[j] ** 2 / counts[j]) / counts[j])
  return { mean, variance, counts }
}
