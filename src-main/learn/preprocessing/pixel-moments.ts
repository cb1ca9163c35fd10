import { throwIfStopped } from '../app-error.ts'
import { summationOrder } from '../feature-rows.ts'
import type { PixelFeatures } from '../features.ts'
import type { FitContext } from '../fit-context.ts'
import { pairwiseLeaves, joinLeaves } from './pairwise-sum.ts'
import { inWorkspace } from '../workspace-arrays.ts'

/** Sums over all rows of one pixel each, before any scaling; exact, since whole numbers below 2^53 are. Stopped: `aborted`, as all here. */
export interface PixelSums {
  sums: Float64Array
  squares: Float64Array
}

const rowsPerCall = 8192

export function pixelSums(X: PixelFeatures, { workspace, team, stop }: FitContext): PixelSums {
  throwIfStopped({ aborted: stop.stopped })
  const mark = workspace.mark()
  const pixels = inWorkspace(X.pixels, workspace)
  const calls: [Uint8Array, number, number, Int32Array, Int32Array][] = []
  for (let first = 0; first < X.rows; first += rowsPerCall) {
    const rows = Math.min(rowsPerCall, X.rows - first)
    const chunk = pixels.subarray(first * X.stride, (first + rows) * X.stride)
    calls.push([chunk, X.stride, rows, workspace.i32(X.stride), workspace.i32(X.stride)])
  }
  team.parallel('pixelSums', calls)
  const sums = new Float64Array(X.columns)
  const squares = new Float64Array(X.columns)
  for (const [, , , callSums, callSquares] of calls) {
    for (let j = 0; j < X.columns; j++) {
      sums[j] += callSums[X.selected[j]]
      squares[j] += callSquares[X.selected[j]]
    }
  }
  workspace.release(mark)
  return { sums, squares }
}

/** Largest less smallest grey level of every column. */
export function pixelRanges(X: PixelFeatures, { workspace, routines, stop }: FitContext): Float64Array {
  throwIfStopped({ aborted: stop.stopped })
  const mark = workspace.mark()
  const low = workspace.u8(X.stride).fill(255)
  const high = workspace.u8(X.stride)
  routines.pixelRanges(inWorkspace(X.pixels, workspace), X.stride, X.rows, low, high)
  const ranges = Float64Array.from(X.selected, (pixel) => high[pixel] - low[pixel])
  workspace.release(mark)
  return ranges
}

/** Sums of x - mean and of its square for every column, rounded as numpy rounds them in the matrix's memory order. */
export function pixelDeviations(X: PixelFeatures, mean: Float64Array, context: FitContext): PixelSums {
  throwIfStopped({ aborted: context.stop.stopped })
  const mark = context.workspace.mark()
  const pixels = inWorkspace(X.pixels, context.workspace)
  const meanOfPixel = context.workspace.f64(X.stride)
  X.selected.forEach((pixel, j) => (meanOfPixel[pixel] = mean[j]))
  const deviations =
    summationOrder(X) === 'F' ? inPairs(X, pixels, meanOfPixel, context) : inOrder(X, pixels, meanOfPixel, context)
  const picked = {
    sums: Float64Array.from(X.selected, (pixel) => deviations.sums[pixel]),
    squares: Float64Array.from(X.selected, (pixel) => deviations.squares[pixel]),
  }
  context.workspace.release(mark)
  return picked
}

function inOrder(X: PixelFeatures, pixels: Uint8Array, mean: Float64Array, { workspace, team }: FitContext): PixelSums {
  const { stride, rows } = X
  const sums = workspace.f64(stride)
  const squares = workspace.f64(stride)
  const step = Math.ceil(stride / (4 * team.threads) / 8) * 8
  const firsts = Array.from({ length: Math.ceil(stride / step) }, (_, k) => k * step)
  team.parallel(
    'pixelDeviations',
    firsts.map((first) => [pixels, stride, rows, first, Math.min(first + step, stride), mean, sums, squares]),
  )
  return { sums, squares }
}

function inPairs(X: PixelFeatures, pixels: Uint8Array, mean: Float64Array, { workspace, team }: FitContext): PixelSums {
  const { stride, rows } = X
  const leaves = pairwiseLeaves(rows)
  const outputs = leaves.map(() => [workspace.f64(stride), workspace.f64(stride)] as const)
  team.parallel(
    'pixelDeviationLeaf',
    leaves.map(({ first, count }, leaf) => [
      pixels.subarray(first * stride, (first + count) * stride),
      stride,
      count,
      mean,
      outputs[leaf][0],
      outputs[leaf][1],
    ]),
  )
  return {
    sums: joinLeaves(rows, (leaf) => outputs[leaf][0]),
    squares: joinLeaves(rows, (leaf) => outputs[leaf][1]),
  }
}
