import { throwIfStopped } from '../app-error.ts'
import type { PixelFeatures } from '../features.ts'
import type { FitContext, StopSignal } from '../fit-context.ts'
import { laidColumns } from '../laid-columns.ts'
import type { Neighbors } from './neighbors.ts'
import { searchColumns, searchDirectly } from './search-one.ts'

/** Training digits as they are searched: columns side by side, without scaling. */
export interface PixelSamples {
  readonly rows: number
  readonly columns: number
  /** rows x columns. */
  readonly pixels: Uint8Array
  /** Sum of x^2 a row. */
  readonly squares: Int32Array
  /** Columns with ink in any row; the others add nothing to a product. */
  readonly inked: Int32Array
}

const panelRows = 32
/** About what a core's cache holds beside the queries. */
const panelBytesAtOnce = 6 * 2 ** 20
/** A round over all of them and one lot of panels takes well under 100 ms. */
const queriesAtOnce = 4096
const queriesPerCall = 128
/** Copied between two looks at the stop signal. */
const rowsPerLook = 1024
/** Packing the panels is worth it for more queries than this. */
const fewQueries = 4

/** Copies them. Stops with `aborted`. */
export function pixelSamples(
  { rows, columns, pixels, stride, selected }: PixelFeatures,
  stop: StopSignal,
): PixelSamples {
  const kept = new Uint8Array(rows * columns)
  const squares = new Int32Array(rows)
  const seen = new Uint8Array(columns)
  for (let i = 0, at = 0; i < rows; i++) {
    if (i % rowsPerLook === 0) throwIfStopped({ aborted: stop.stopped })
    let sum = 0
    for (let j = 0; j < columns; j++, at++) {
      const x = pixels[i * stride + selected[j]]
      kept[at] = x
      seen[j] |= x
      sum += x * x
    }
    squares[i] = sum
  }
  const inked = Int32Array.from([...seen.keys()].filter((j) => seen[j] !== 0))
  return { rows, columns, pixels: kept, squares, inked }
}

/** The samples as features. */
export function samplesAsFeatures({ rows, columns, pixels }: PixelSamples): PixelFeatures {
  const selected = Int32Array.from({ length: columns }, (_, j) => j)
  return { kind: 'pixels', rows, columns, pixels, stride: columns, selected, rowNorm: null, mean: null, scale: null }
}

/** Distances in whole numbers: |q|^2 + |x|^2 - 2 q.x below 2^31 up to 16,000 columns. */
export const mostColumns = 16_000

/** Stops with `aborted`. */
export function nearestPixels(samples: PixelSamples, X: PixelFeatures, k: number, context: FitContext): Neighbors {
  const found = { distances: new Float64Array(X.rows * k), nearest: new Int32Array(X.rows * k) }
  if (X.rows <= fewQueries) {
    const laid = laidColumns(samples.pixels)
    for (let i = 0; i < X.rows; i++) {
      if (laid) searchColumns(samples, laid, X, i, k, found, context)
      else searchDirectly(samples, X, i, k, found)
    }
    return found
  }
  for (let first = 0; first < X.rows; first += queriesAtOnce) {
    const mark = context.workspace.mark()
    try {
      searchPanels(samples, X, first, Math.min(first + queriesAtOnce, X.rows), k, found, context)
    } finally {
      context.workspace.release(mark)
    }
  }
  return found
}

/** Queries first .. last - 1, panel lot by panel lot, so that memory does not grow with the training rows. */
function searchPanels(
  samples: PixelSamples,
  X: PixelFeatures,
  first: number,
  last: number,
  k: number,
  found: Neighbors,
  { workspace, team, stop, progress }: FitContext,
): void {
  const { rows, columns, pixels, inked } = samples
  const pairs = Math.ceil(inked.length / 2)
  const queries = last - first
  const { start, ink, ownSquares } = inkOf(X, first, last, inked, workspace)
  const distances = workspace.i32(queries * k).fill(0x7fffffff)
  const nearest = workspace.i32(queries * k)
  const columnsOfPairs = workspace.i32(2 * pairs)
  columnsOfPairs.set(inked)

  const panelsAtOnce = Math.max(1, Math.floor(panelBytesAtOnce / Math.max(1, pairs * panelRows * 4)))
  const rowsAtOnce = Math.min(panelsAtOnce, Math.ceil(rows / panelRows)) * panelRows
  const bytes = workspace.u8(rowsAtOnce * columns)
  const panels = workspace.i16(rowsAtOnce * pairs * 2)
  const squares = workspace.i32(rowsAtOnce)
  const blocks = Array.from({ length: Math.ceil(queries / queriesPerCall) }, (_, block) => ({
    first: block * queriesPerCall,
    last: Math.min((block + 1) * queriesPerCall, queries),
    scratch: workspace.i32(panelRows),
  }))

  for (let row = 0; row < rows; row += rowsAtOnce) {
    throwIfStopped({ aborted: stop.stopped })
    const count = Math.min(rowsAtOnce, rows - row)
    bytes.set(pixels.subarray(row * columns, (row + count) * columns))
    team.parallel(
      'packPanels',
      rangesOf(count, 8 * panelRows).map(([from, to]) => [
        bytes.subarray(from * columns, to * columns),
        to - from,
        columns,
        columnsOfPairs,
        pairs,
        panels.subarray(from * pairs * 2),
        squares.subarray(from),
      ]),
    )
    team.parallel(
      'nearestPixels',
      blocks.map((block) => [
        panels,
        squares,
        Math.ceil(count / panelRows),
        pairs,
        row,
        start,
        ink,
        block.first,
        block.last,
        k,
        distances,
        nearest,
        block.scratch,
      ]),
    )
    const done = first + queries * ((row + count) / rows)
    progress({ phase: 'comparing digits', fraction: done / X.rows, objective: null })
  }
  found.nearest.set(nearest, first * k)
  for (let q = 0; q < queries; q++) {
    for (let n = 0; n < k; n++) found.distances[(first + q) * k + n] = ownSquares[q] + distances[q * k + n]
  }
}

/** The pairs of every query that are not both 0, as `nearestPixels` of the routines wants them. */
function inkOf(X: PixelFeatures, first: number, last: number, inked: Int32Array, workspace: FitContext['workspace']) {
  const { pixels, stride, selected, columns } = X
  const queries = last - first
  const pixelOf = Int32Array.from(inked, (j) => selected[j])
  const pairs = Math.ceil(inked.length / 2)
  const start = workspace.i32(queries + 1)
  const greysAt = (row: number, p: number) =>
    pixels[row + pixelOf[2 * p]] | (2 * p + 1 < pixelOf.length ? pixels[row + pixelOf[2 * p + 1]] << 16 : 0)
  for (let q = 0; q < queries; q++) {
    const row = (first + q) * stride
    let count = 0
    for (let p = 0; p < pairs; p++) if (greysAt(row, p) !== 0) count++
    start[q + 1] = start[q] + count
  }
  const ink = workspace.i32(2 * start[queries])
  const ownSquares = new Float64Array(queries)
  for (let q = 0, at = 0; q < queries; q++) {
    const row = (first + q) * stride
    for (let p = 0; p < pairs; p++) {
      const greys = greysAt(row, p)
      if (greys === 0) continue
      ink[at++] = p * panelRows * 4
      ink[at++] = greys
    }
    for (let j = 0; j < columns; j++) ownSquares[q] += pixels[row + selected[j]] ** 2
  }
  return { start, ink, ownSquares }
}

function rangesOf(count: number, size: number): [number, number][] {
  return Array.from({ length: Math.ceil(count / size) }, (_, n) => [n * size, Math.min((n + 1) * size, count)])
}
