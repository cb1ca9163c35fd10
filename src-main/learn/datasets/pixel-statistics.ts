import type { DigitSet } from './digit-set.ts'
import { countLabels } from './label-counts.ts'

export interface PixelStatistics {
  /** Per pixel over all rows; variance is the population's (divided by rows). Exact: sums of bytes and their squares stay integers below 2^53. */
  mean: Float64Array
  variance: Float64Array
  min: Uint8Array
  max: Uint8Array
  /** classes x pixels; zeros for a class without rows. */
  classMeans: Float64Array
}

/**
 * One pass over the pixels in slices; the generator yields the rows done after each slice, so its caller can do other work in between.
 * variance = (n sum x^2 - (sum x)^2) / n^2, whose numerator is exact up to 60,000 rows and beyond: n^2 255^2 < 2^53 for n < 372,000.
 */
export function* pixelStatistics(
  { rows, height, width, pixels, labels }: DigitSet,
  slice = 1000,
): Generator<number, PixelStatistics> {
  const size = height * width
  const { classCounts } = countLabels(labels)
  const classes = classCounts.length
  const classSums = new Float64Array(classes * size)
  const otherSums = new Float64Array(size)
  const squares = new Float64Array(size)
  const min = new Uint8Array(size).fill(255)
  const max = new Uint8Array(size)
  for (let start = 0; start < rows; start += slice) {
    const end = Math.min(rows, start + slice)
    for (let row = start; row < end; row++) {
      const label = labels[row]
      const sums = label < classes ? classSums.subarray(label * size, (label + 1) * size) : otherSums
      const from = row * size
      for (let j = 0; j < size; j++) {
        const value = pixels[from + j]
        if (value < min[j]) min[j] = value
        if (value === 0) continue
        if (value > max[j]) max[j] = value
        sums[j] += value
        squares[j] += value * value
      }
    }
    yield end
  }
  const sums = otherSums.slice()
  for (let k = 0; k < classes; k++) for (let j = 0; j < size; j++) sums[j] += classSums[k * size + j]
  const mean = sums.map((sum) => sum / rows)
  const variance = squares.map((square, j) => (rows * square - sums[j] * sums[j]) / rows / rows)
  const classMeans = classSums.map((sum, i) => sum / Math.max(1, classCounts[Math.floor(i / size)]))
  return { mean, variance, min, max, classMeans }
}
