import { throwIfStopped } from '../app-error.ts'
import { rowReader } from '../feature-rows.ts'
import type { Features } from '../features.ts'
import type { FitContext } from '../fit-context.ts'
import type { Neighbors } from './neighbors.ts'

const rowsAtOnce = 512
const queriesAtOnce = 512
const queriesPerCall = 16

/** For values of any kind, as sums of (q - x)^2 in f64. Stops with `aborted`. */
export function nearestRows(samples: Features, X: Features, k: number, context: FitContext): Neighbors {
  const { workspace, team, stop, progress } = context
  const { columns, rows } = samples
  const found = { distances: new Float64Array(X.rows * k), nearest: new Int32Array(X.rows * k) }
  const width = columns + (columns % 2)
  const mark = workspace.mark()
  try {
    const queries = workspace.f64(Math.min(queriesAtOnce, X.rows) * width)
    const lot = workspace.f64(Math.min(rowsAtOnce, rows) * width)
    const distances = workspace.f64(queriesAtOnce * k)
    const nearest = workspace.i32(queriesAtOnce * k)
    for (let first = 0; first < X.rows; first += queriesAtOnce) {
      const count = Math.min(queriesAtOnce, X.rows - first)
      readRows(X, first, count, width, queries)
      distances.fill(Infinity)
      const blocks = Array.from({ length: Math.ceil(count / queriesPerCall) }, (_, block) => block * queriesPerCall)
      for (let row = 0; row < rows; row += rowsAtOnce) {
        throwIfStopped({ aborted: stop.stopped })
        const height = Math.min(rowsAtOnce, rows - row)
        readRows(samples, row, height, width, lot)
        team.parallel(
          'nearestRows',
          blocks.map((block) => {
            const end = Math.min(block + queriesPerCall, count)
            return [lot, height, width, row, queries, block, end, k, distances, nearest]
          }),
        )
        const done = first + count * ((row + height) / rows)
        progress({ phase: 'comparing digits', fraction: done / X.rows, objective: null })
      }
      found.distances.set(distances.subarray(0, count * k), first * k)
      found.nearest.set(nearest.subarray(0, count * k), first * k)
    }
  } finally {
    workspace.release(mark)
  }
  return found
}

function readRows(X: Features, first: number, count: number, width: number, out: Float64Array): void {
  const read = rowReader(X)
  for (let i = 0; i < count; i++) read(first + i, out.subarray(i * width, (i + 1) * width))
}
