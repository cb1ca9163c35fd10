import { AppError } from './app-error.ts'
import type { FitContext } from './fit-context.ts'
import type { PixelFeatures } from './features.ts'
import { parallelStoppably } from './parallel-stoppably.ts'
import { ranges } from './ranges.ts'
import { inWorkspace } from './workspace-arrays.ts'

/**
 * The ink of each row alone (four fifths of a digit's pixels are 0), by column of the features. With z = grey * inverseNorm[i] * inverseScale[j]
 * a row is x = z - offset: sparse minus one vector that all rows share. All arrays lie in the workspace.
 */
export interface SparsePixels {
  readonly rows: number
  readonly columns: number
  /** rows + 1 entries: row i holds places start[i] .. start[i + 1] - 1. */
  readonly start: Int32Array
  readonly column: Int16Array
  readonly grey: Uint8Array
  /** 1 / rowNorm, or 1. */
  readonly inverseNorm: Float64Array
  /** 1 / scale, or 1. */
  readonly inverseScale: Float64Array
  /** mean / scale, or 0. */
  readonly offset: Float64Array
}

/** Columns are numbered by 16 bits. */
const mostColumns = 32_767
/** Rows of one call. */
const rowsPerCall = 1024

/** Stops with `aborted`. */
export function sparsePixels(X: PixelFeatures, context: FitContext): SparsePixels {
  const { workspace } = context
  const { rows, columns, stride, selected, rowNorm, mean, scale } = X
  if (columns > mostColumns) {
    throw new AppError(
      'invalid-argument',
      `Linear models take at most ${mostColumns} pixels a digit, not ${columns}.`,
      {
        hint: 'Select fewer pixels, or open smaller images.',
      },
    )
  }
  const pixels = inWorkspace(X.pixels, workspace)
  const columnOf = workspace.i16(stride).fill(-1)
  for (let j = 0; j < columns; j++) columnOf[selected[j]] = j
  const start = workspace.i32(rows + 1)
  const parts = ranges(0, rows, rowsPerCall)
  parallelStoppably(
    'inkCounts',
    parts.map(([first, last]) => [first, last, pixels, stride, columnOf, start]),
    context,
  )
  for (let i = 0; i < rows; i++) start[i + 1] += start[i]
  const column = workspace.i16(start[rows], 'as it is')
  const grey = workspace.u8(start[rows], 'as it is')
  parallelStoppably(
    'inkPlaces',
    parts.map(([first, last]) => [first, last, pixels, stride, columnOf, start, column, grey]),
    context,
  )
  const inverseNorm = workspace.f64(rows)
  for (let i = 0; i < rows; i++) inverseNorm[i] = rowNorm === null ? 1 : 1 / rowNorm[i]
  const inverseScale = workspace.f64(columns)
  const offset = workspace.f64(columns)
  for (let j = 0; j < columns; j++) {
    inverseScale[j] = scale === null ? 1 : 1 / scale[j]
    offset[j] = mean === null ? 0 : mean[j] * inverseScale[j]
  }
  return { rows, columns, start, column, grey, inverseNorm, inverseScale, offset }
}
