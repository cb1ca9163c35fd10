import type { PixelFeatures } from './features.ts'
import type { Workspace } from './fit-context.ts'

const lanes = 32

/** Support vectors or neighbours column by column: of a drawn digit only the inked columns are read, one in five. */
export interface LaidColumns {
  /** columns x stride grey levels. */
  readonly bytes: Uint8Array
  /** Vectors, rounded up to whole lanes. */
  readonly stride: number
  /** Product of each vector's grey levels with what a blank digit has: sum over j of -mean_j / scale_j^2 pixel_j. */
  readonly blank: Float32Array
  readonly squaredNorms: Float32Array
}

/** By the grey levels that were laid. */
const known = new WeakMap<Uint8Array, LaidColumns>()

/** Prepares digits that will be compared with one drawn digit after the other, in memory that is never released. */
export function layColumns(support: PixelFeatures, workspace: Workspace): void {
  if (known.has(support.pixels)) return
  const { rows, columns, pixels, stride: from, selected, rowNorm, mean, scale } = support
  const stride = Math.ceil(rows / lanes) * lanes
  const bytes = workspace.u8(columns * stride)
  const blank = workspace.f32(stride)
  const squaredNorms = workspace.f32(stride)
  const sums = new Float64Array(lanes)
  const squares = new Float64Array(lanes)
  // A few vectors at a time, so that both sides stay in the cache.
  for (let first = 0; first < rows; first += lanes) {
    const count = Math.min(lanes, rows - first)
    sums.fill(0)
    squares.fill(0)
    for (let j = 0; j < columns; j++) {
      const m = mean === null ? 0 : mean[j]
      const s = scale === null ? 1 : scale[j]
      for (let i = 0; i < count; i++) {
        const grey = pixels[(first + i) * from + selected[j]]
        bytes[j * stride + first + i] = grey
        sums[i] -= (m / (s * s)) * grey
        squares[i] += (((rowNorm === null ? grey : grey / rowNorm[first + i]) - m) / s) ** 2
      }
    }
    blank.set(sums.subarray(0, count), first)
    squaredNorms.set(squares.subarray(0, count), first)
  }
  known.set(support.pixels, { bytes, stride, blank, squaredNorms })
}

/** Of digits with these grey levels. */
export function laidColumns(pixels: Uint8Array): LaidColumns | undefined {
  return known.get(pixels)
}
