import type { Workspace } from './fit-context.ts'
import type { PixelFeatures } from './features.ts'

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

export function sparsePixels(X: PixelFeatures, workspace: Workspace): SparsePixels {
  const { rows, columns, pixels, stride, selected, rowNorm, mean, scale } = X
  const columnOf = new Int16Array(stride).fill(-1)
  for (let j = 0; j < columns; j++) columnOf[selected[j]] = j
  const start = workspace.i32(rows + 1)
  let total = 0
  for (let i = 0; i < rows; i++) {
    const row = i * stride
    for (let j = 0; j < stride; j++) if (pixels[row + j] !== 0 && columnOf[j] >= 0) total++
    start[i + 1] = total
  }
  const column = workspace.i16(total)
  const grey = workspace.u8(total)
  let place = 0
  for (let i = 0; i < rows; i++) {
    const row = i * stride
    for (let j = 0; j < stride; j++) {
      const value = pixels[row + j]
      if (value === 0 || columnOf[j] < 0) continue
      column[place] = columnOf[j]
      grey[place++] = value
    }
  }
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
