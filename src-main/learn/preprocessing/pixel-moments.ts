import { throwIfStopped } from '../app-error.ts'
import { summationOrder } from '../feature-rows.ts'
import type { PixelFeatures } from '../features.ts'
import type { FitContext } from '../fit-context.ts'
import { parallelStoppably } from '../parallel-stoppably.ts'
import { ranges } from '../ranges.ts'
import { inWorkspace } from '../workspace-arrays.ts'
import { pairwiseLeaves, joinLeaves } from './pairwise-sum.ts'

/** Sums over all rows of one pixel each, before any scaling; exact, since whole numbers below 2^53 are. Stopped: `aborted`, as all here. */
export interface PixelSums {
  sums: Float64Array
  squares: Float64Array
}

const rowsPerCall = 2048

export function pixelSums(X: PixelFeatures, context: FitContext): PixelSums {
  const { workspace } = context
  const mark = workspace.mark()
  try {
    const pixels = inWorkspace(X.pixels, workspace)
    const room = () => workspace.i32(X.stride, 'as it is')
    const calls: [Uint8Array, number, number, Int32Array, Int32Array][] = []
    for (const [first, last] of ranges(0, X.rows, rowsPerCall)) {
      const chunk = pixels.subarray(first * X.stride, last * X.stride)
      calls.push([chunk, X.stride, last - first, room(), room()])
    }
    parallelStoppably('pixelSums', calls, context)
    const sums = new Float64Array(X.columns)
    const squares = new Float64Array(X.columns)
    for (const [, , , callSums, callSquares] of calls) {
      for (let j = 0; j < X.columns; j++) {
        sums[j] += callSums[X.selected[j]]
        squares[j] += callSquares[X.selected[j]]
      }
    }
    return { sums, squares }
  } finally {
    workspace.release(mark)
  }
}

/** Largest less smallest grey level of every column. */
export function pixelRanges(X: PixelFeatures, { workspace, routines, stop }: FitContext): Float64Array {
  const mark = workspace.mark()
  try {
    const pixels = inWorkspace(X.pixels, workspace)
    const low = workspace.u8(X.stride).fill(255)
    const high = workspace.u8(X.stride)
    for (const [first, last] of ranges(0, X.rows, rowsPerCall)) {
      throwIfStopped({ aborted: stop.stopped })
      routines.pixelRanges(pixels.subarray(first * X.stride, last * X.stride), X.stride, last - first, low, high)
    }
    const extents = Float64Array.from(X.selected, (pixel) => high[pixel] - low[pixel])
    return extents
  } finally {
    workspace.release(mark)
  }
}

/** Sums of x - mean and of its square for every column, rounded as numpy rounds them in the matrix's memory order. */
export function pixelDeviations(X: PixelFeatures, mean: Float64Array, context: FitContext): PixelSums {
  const mark = context.workspace.mark()
  try {
    const pixels = inWorkspace(X.pixels, context.workspace)
    const meanOfPixel = context.workspace.f64(X.stride)
    X.selected.forEach((pixel, j) => (meanOfPixel[pixel] = mean[j]))
    const deviations =
      summationOrder(X) === 'F' ? inPairs(X, pixels, meanOfPixel, context) : inOrder(X, pixels, meanOfPixel, context)
    const picked = {
      sums: Float64Array.from(X.selected, (pixel) => deviations.sums[pixel]),
      squares: Float64Array.from(X.selected, (pixel) => deviations.squares[pixel]),
    }
    return picked
  } finally {
    context.workspace.release(mark)
  }
}

function inOrder(X: PixelFeatures, pixels: Uint8Array, mean: Float64Array, context: FitContext): PixelSums {
  const { workspace, team, stop } = context
  const { stride } = X
  const sums = workspace.f64(stride)
  const squares = workspace.f64(stride)
  const step = Math.ceil(stride / (4 * team.threads) / 8) * 8
  const parts = ranges(0, stride, step)
  for (const [first, last] of ranges(0, X.rows, rowsPerCall)) {
    throwIfStopped({ aborted: stop.stopped })
    const some = pixels.subarray(first * stride, last * stride)
    team.parallel(
      'pixelDeviations',
      parts.map(([from, to]) => [some, stride, last - first, from, to, mean, sums, squares]),
    )
  }
  return { sums, squares }
}

function inPairs(X: PixelFeatures, pixels: Uint8Array, mean: Float64Array, context: FitContext): PixelSums {
  const { workspace } = context
  const { stride, rows } = X
  const leaves = pairwiseLeaves(rows)
  const room = () => workspace.f64(stride, 'as it is')
  const outputs = leaves.map(() => [room(), room()] as const)
  parallelStoppably(
    'pixelDeviationLeaf',
    leaves.map(({ first, count }, leaf) => [
      pixels.subarray(first * stride, (first + count) * stride),
      stride,
      count,
      mean,
      outputs[leaf][0],
      outputs[leaf][1],
    ]),
    context,
  )
  const joined = (output: 0 | 1) =>
    joinLeaves(rows, (leaf) => {
      throwIfStopped({ aborted: context.stop.stopped })
      return outputs[leaf][output]
    })
  return { sums: joined(0), squares: joined(1) }
}
