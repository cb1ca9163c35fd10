import { digitMeans, meansSide } from './digit-means.ts'
import type { DigitSet } from './digit-set.ts'
import { areaAverage } from '../ink/area-average.ts'
import { someRows } from './some-rows.ts'

/** How the digits lie: as they should, with rows and columns exchanged, or not to be told. */
export type Orientation = 'upright' | 'transposed' | 'doubtful'

/** So much more alike one way than the other, as a difference of correlations, is no chance. */
const clearly = 0.15
/** Less alike than this both ways, and the pictures are other things than our digits. */
const alike = 0.35
const fewestClasses = 4
const fewestRows = 20
/** Writing is higher than wide. Pictures this much wider than high may lie on their side. */
const muchWider = 1.1
const inkFrom = 64

/**
 * Labelled digits are compared with the mean of each digit, upright and transposed. Other classes and unlabelled pictures have
 * their shape alone: it raises a doubt and never decides.
 */
export function orientationOf(set: DigitSet): Orientation {
  if (set.height !== set.width || set.width < meansSide || set.rows < fewestRows) return 'upright'
  const rows = someRows(set)
  const { upright, transposed } = likeness(set, rows)
  if (Math.max(upright, transposed) >= alike) {
    if (upright - transposed > clearly) return 'upright'
    if (transposed - upright > clearly) return 'transposed'
    return 'doubtful'
  }
  return widthToHeight(set, rows) > muchWider ? 'doubtful' : 'upright'
}

/** Mean correlation of the classes 0 to 9 with what sets each digit apart from the mean of all; -1 where there are too few. */
export function likeness(set: DigitSet, rows: number[]): { upright: number; transposed: number } {
  const size = set.height * set.width
  const sums = Array.from({ length: 10 }, () => new Float64Array(size))
  const counts = new Uint32Array(10)
  for (const row of rows) {
    const label = set.labels[row]
    if (label > 9) continue
    counts[label]++
    for (let j = 0; j < size; j++) sums[label][j] += set.pixels[row * size + j]
  }
  const present = [...counts.keys()].filter((label) => counts[label] > 1)
  if (present.length < fewestClasses) return { upright: -1, transposed: -1 }
  const means = present.map((label) => {
    const mean = Uint8Array.from(sums[label], (sum) => Math.round(sum / counts[label]))
    return areaAverage({ height: set.height, width: set.width, pixels: mean }, meansSide, meansSide).pixels
  })
  const references = present.map((label) => digitMeans[label])
  const [found, expected] = [centred(means), centred(references)]
  const average = (turn: (image: Float64Array) => Float64Array) =>
    found.reduce((sum, image, k) => sum + correlation(turn(image), expected[k]), 0) / found.length
  return { upright: average((image) => image), transposed: average(turned) }
}

/** Of the ink boxes, on the average. */
export function widthToHeight({ height, width, pixels }: DigitSet, rows: number[]): number {
  let widths = 0
  let heights = 0
  for (const row of rows) {
    let [top, bottom, left, right] = [height, -1, width, -1]
    for (let r = 0; r < height; r++)
      for (let c = 0; c < width; c++) {
        if (pixels[(row * height + r) * width + c] < inkFrom) continue
        if (r < top) top = r
        bottom = r
        if (c < left) left = c
        if (c > right) right = c
      }
    if (bottom < 0) continue
    heights += bottom - top + 1
    widths += right - left + 1
  }
  return heights === 0 ? 1 : widths / heights
}

/** Exchanges rows and columns of every picture, in place. */
export function transposePictures({ rows, height, width, pixels }: DigitSet): void {
  const size = height * width
  for (let row = 0; row < rows; row++) {
    const from = row * size
    for (let r = 0; r < height; r++)
      for (let c = r + 1; c < width; c++) {
        const a = from + r * width + c
        const b = from + c * width + r
        const kept = pixels[a]
        pixels[a] = pixels[b]
        pixels[b] = kept
      }
  }
}

/** Each image less the mean of all: what they share (ink in the middle) says nothing. */
function centred(images: ArrayLike<number>[]): Float64Array[] {
  const mean = new Float64Array(images[0].length)
  for (const image of images) for (let j = 0; j < mean.length; j++) mean[j] += image[j] / images.length
  return images.map((image) => mean.map((value, j) => image[j] - value))
}

function turned(image: Float64Array): Float64Array {
  return image.map((_, j) => image[(j % meansSide) * meansSide + Math.floor(j / meansSide)])
}

function correlation(a: Float64Array, b: Float64Array): number {
  let ab = 0
  let aa = 0
  let bb = 0
  for (let j = 0; j < a.length; j++) {
    ab += a[j] * b[j]
    aa += a[j] * a[j]
    bb += b[j] * b[j]
  }
  return aa === 0 || bb === 0 ? 0 : ab / Math.sqrt(aa * bb)
}
