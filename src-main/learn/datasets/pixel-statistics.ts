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
  /** classes x pixels; as `variance`, over the rows of one class. */
  classVariances: Float64Array
  /** Entry 256 k + v: pixels of grey level v in the digits labelled k; the last 256 are those of digits without a label. */
  levels: Uint32Array
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
  const { classCounts, unlabelled } = countLabels(labels)
  const classes = classCounts.length
  const classSums = new Float64Array(classes * size)
  const otherSums = new Float64Array(size)
  const classSquares = new Float64Array(classes * size)
  const otherSquares = new Float64Array(size)
  const levels = new Uint32Array((classes + 1) * 256)
  const min = new Uint8Array(size).fill(255)
  const max = new Uint8Array(size)
  for (let start = 0; start < rows; start += slice) {
    const end = Math.min(rows, start + slice)
    for (let row = start; row < end; row++) {
      const label = labels[row]
      const known = label < classes
      const sums = known ? classSums.subarray(label * size, (label + 1) * size) : otherSums
      const squares = known ? classSquares.subarray(label * size, (label + 1) * size) : otherSquares
      const first = 256 * (known ? label : classes)
      const from = row * size
      for (let j = 0; j < size; j++) {
        const value = pixels[from + j]
        if (value < min[j]) min[j] = value
        if (value === 0) continue
        if (value > max[j]) max[j] = value
        levels[first + value]++
        sums[j] += value
        squares[j] += value * value
      }
    }
    yield end
  }
  // Four of five pixels are blank: what is not inked is counted at once.
  for (let k = 0; k <= classes; k++) {
    const own = levels.subarray(256 * k, 256 * (k + 1))
    own[0] = (classCounts[k] ?? unlabelled) * size - own.reduce((sum, count) => sum + count, 0)
  }
  const sums = otherSums.slice()
  const squares = otherSquares.slice()
  for (let i = 0; i < classSums.length; i++) {
    sums[i % size] += classSums[i]
    squares[i % size] += classSquares[i]
  }
  const rowsOf = (i: number) => Math.max(1, classCounts[Math.floor(i / size)])
  const varianceOf = (n: number, sum: number, square: number) => (n * square - sum * sum) / n / n
  const mean = sums.map((sum) => sum / rows)
  const variance = sums.map((sum, j) => varianceOf(rows, sum, squares[j]))
  const classMeans = classSums.map((sum, i) => sum / rowsOf(i))
  const classVariances = classSums.map((sum, i) => varianceOf(rowsOf(i), sum, classSquares[i]))
  return { mean, variance, min, max, classMeans, classVariances, levels }
}
