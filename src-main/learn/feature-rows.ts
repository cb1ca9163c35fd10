import { throwIfStopped } from './app-error.ts'
import type { StopSignal, Workspace } from './fit-context.ts'
import type { DenseFeatures, Features, MemoryOrder, PixelFeatures } from './features.ts'

/** Writes row i into `out`, which has at least `columns` entries. */
export type RowReader = (i: number, out: Float64Array) => void

/** Rows between two looks at the stop signal. */
const rowsBetweenLooks = 256

/** Whoever reads many rows gives the stop signal: reading then ends with `aborted` when it is set. */
export function rowReader(X: Features, stop?: StopSignal): RowReader {
  const read = X.kind === 'dense' ? denseReader(X) : pixelReader(X)
  if (stop === undefined) return read
  return (i, out) => {
    if (i % rowsBetweenLooks === 0) throwIfStopped({ aborted: stop.stopped })
    read(i, out)
  }
}

function denseReader({ values, columns }: DenseFeatures): RowReader {
  return (i, out) => {
    const start = i * columns
    for (let j = 0; j < columns; j++) out[j] = values[start + j]
  }
}

function pixelReader({ pixels, stride, selected, columns, rowNorm, mean, scale }: PixelFeatures): RowReader {
  return (i, out) => {
    const start = i * stride
    for (let j = 0; j < columns; j++) out[j] = pixels[start + selected[j]]
    if (rowNorm) for (let j = 0; j < columns; j++) out[j] /= rowNorm[i]
    if (mean) for (let j = 0; j < columns; j++) out[j] -= mean[j]
    if (scale) for (let j = 0; j < columns; j++) out[j] /= scale[j]
  }
}

/** Rows of equal length as one matrix. */
export function denseFeatures(rows: ArrayLike<number>[]): DenseFeatures {
  const columns = rows.length === 0 ? 0 : rows[0].length
  const values = new Float64Array(rows.length * columns)
  rows.forEach((row, i) => values.set(row, i * columns))
  return { kind: 'dense', rows: rows.length, columns, values }
}

/** All values as float64, 8 bytes each and outside the memory budget; itself where X is dense already. */
export function toDense(X: Features, stop?: StopSignal): DenseFeatures {
  if (X.kind === 'dense') return X
  const values = new Float64Array(X.rows * X.columns)
  const read = rowReader(X, stop)
  for (let i = 0; i < X.rows; i++) read(i, values.subarray(i * X.columns))
  return { kind: 'dense', rows: X.rows, columns: X.columns, values, order: X.order }
}

/** The same, counted against the memory budget: numbers that are dense already stay where they are. */
export function denseInWorkspace(X: Features, workspace: Workspace, stop: StopSignal): DenseFeatures {
  if (X.kind === 'dense') return X
  const values = workspace.f64(X.rows * X.columns, 'as it is')
  const read = rowReader(X, stop)
  for (let i = 0; i < X.rows; i++) read(i, values.subarray(i * X.columns))
  return { kind: 'dense', rows: X.rows, columns: X.columns, values, order: X.order }
}

/** Keeps these columns, ascending. What numpy's X[:, mask] gives lies in Fortran order, and so does this. */
export function selectColumns(X: Features, kept: Int32Array): Features {
  const columns = kept.length
  if (X.kind === 'pixels') {
    const pick = (values: Float64Array | null) => values && Float64Array.from(kept, (j) => values[j])
    const selected = Int32Array.from(kept, (j) => X.selected[j])
    return { ...X, columns, selected, mean: pick(X.mean), scale: pick(X.scale), order: 'F' }
  }
  const values = new Float64Array(X.rows * columns)
  for (let i = 0; i < X.rows; i++) {
    for (let j = 0; j < columns; j++) values[i * columns + j] = X.values[i * X.columns + kept[j]]
  }
  return { kind: 'dense', rows: X.rows, columns, values, order: 'F' }
}

/** In which order numpy adds up the columns; a single column is contiguous in either order. */
export function summationOrder({ columns, order = 'C' }: Features): MemoryOrder {
  return columns === 1 ? 'F' : order
}

/** Rows first to last - 1, sharing the bytes. */
export function rowRange(X: Features, first: number, last: number): Features {
  const rows = last - first
  if (X.kind === 'dense') return { ...X, rows, values: X.values.subarray(first * X.columns, last * X.columns) }
  const pixels = X.pixels.subarray(first * X.stride, last * X.stride)
  return { ...X, rows, pixels, rowNorm: X.rowNorm && X.rowNorm.subarray(first, last) }
}
