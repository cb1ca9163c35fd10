import type { PixelFeatures } from '../features.ts'
import type { FitContext } from '../fit-context.ts'
import type { LaidColumns } from '../laid-columns.ts'
import type { PixelSamples } from './nearest-pixels.ts'
import type { Neighbors } from './neighbors.ts'

/** So many products of two bytes add up to less than 2^24, and float32 holds such sums exactly. */
const exactColumns = 258

/** One query on this thread, over columns that were laid out for it: only those it inks. */
export function searchColumns(
  { rows, squares }: PixelSamples,
  { bytes, stride }: LaidColumns,
  X: PixelFeatures,
  i: number,
  k: number,
  found: Neighbors,
  { workspace, routines }: FitContext,
): void {
  const mark = workspace.mark()
  try {
    const inked = workspace.i32(exactColumns)
    const greys = workspace.f32(exactColumns)
    const part = workspace.f32(stride)
    const products = new Float64Array(rows)
    let ownSquare = 0
    let count = 0
    for (let j = 0; j < X.columns; j++) {
      const grey = X.pixels[i * X.stride + X.selected[j]]
      if (grey > 0) {
        inked[count] = j
        greys[count++] = grey
        ownSquare += grey * grey
      }
      if (count === exactColumns || (count > 0 && j === X.columns - 1)) {
        routines.inkedProducts(bytes, stride, inked, greys, count, 0, stride, part)
        for (let row = 0; row < rows; row++) products[row] += part[row]
        count = 0
      }
    }
    const distances = found.distances.subarray(i * k, (i + 1) * k).fill(Infinity)
    const nearest = found.nearest.subarray(i * k, (i + 1) * k)
    for (let row = 0; row < rows; row++) {
      const distance = ownSquare + squares[row] - 2 * products[row]
      if (distance < distances[k - 1]) enter(distance, row, distances, nearest)
    }
  } finally {
    workspace.release(mark)
  }
}

/** One query on this thread, over the bytes as they lie. Eight rows at a time share the look-up of the query's ink. */
export function searchDirectly(samples: PixelSamples, X: PixelFeatures, i: number, k: number, found: Neighbors): void {
  const { rows, columns, pixels, squares } = samples
  const distances = found.distances.subarray(i * k, (i + 1) * k).fill(Infinity)
  const nearest = found.nearest.subarray(i * k, (i + 1) * k)
  const inkColumns: number[] = []
  const greys: number[] = []
  let ownSquare = 0
  for (let j = 0; j < columns; j++) {
    const grey = X.pixels[i * X.stride + X.selected[j]]
    if (grey === 0) continue
    inkColumns.push(j)
    greys.push(grey)
    ownSquare += grey * grey
  }
  const offsets = Int32Array.from(inkColumns)
  const factors = Uint8Array.from(greys)
  const products = new Int32Array(8)
  for (let row = 0; row < rows; row += 8) {
    const count = Math.min(8, rows - row)
    if (count === 8) multiplyEight(pixels, row * columns, columns, offsets, factors, products)
    else for (let r = 0; r < count; r++) products[r] = multiplyOne(pixels, (row + r) * columns, offsets, factors)
    for (let r = 0; r < count; r++) {
      const distance = ownSquare + squares[row + r] - 2 * products[r]
      if (distance < distances[k - 1]) enter(distance, row + r, distances, nearest)
    }
  }
}

function multiplyEight(
  pixels: Uint8Array,
  base: number,
  columns: number,
  offsets: Int32Array,
  factors: Uint8Array,
  products: Int32Array,
): void {
  let [a, b, c, d, e, f, g, h] = [0, 0, 0, 0, 0, 0, 0, 0]
  for (let n = 0; n < offsets.length; n++) {
    const at = base + offsets[n]
    const factor = factors[n]
    a = (a + factor * pixels[at]) | 0
    b = (b + factor * pixels[at + columns]) | 0
    c = (c + factor * pixels[at + 2 * columns]) | 0
    d = (d + factor * pixels[at + 3 * columns]) | 0
    e = (e + factor * pixels[at + 4 * columns]) | 0
    f = (f + factor * pixels[at + 5 * columns]) | 0
    g = (g + factor * pixels[at + 6 * columns]) | 0
    h = (h + factor * pixels[at + 7 * columns]) | 0
  }
  products[0] = a
  products[1] = b
  products[2] = c
  products[3] = d
  products[4] = e
  products[5] = f
  products[6] = g
  products[7] = h
}

function multiplyOne(pixels: Uint8Array, base: number, offsets: Int32Array, factors: Uint8Array): number {
  let product = 0
  for (let n = 0; n < offsets.length; n++) product += factors[n] * pixels[base + offsets[n]]
  return product
}

/** Behind what is equally near. */
function enter(distance: number, row: number, distances: Float64Array, nearest: Int32Array): void {
  let at = distances.length - 1
  for (; at > 0 && distances[at - 1] > distance; at--) {
    distances[at] = distances[at - 1]
    nearest[at] = nearest[at - 1]
  }
  distances[at] = distance
  nearest[at] = row
}
