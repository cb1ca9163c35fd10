import { describe, expect, it } from 'vitest'
import { noLabel, type DigitSet } from '#learn/datasets/digit-set.ts'
import { countLabels } from '#learn/datasets/label-counts.ts'
import { pixelStatistics } from '#learn/datasets/pixel-statistics.ts'

function statisticsOf(set: DigitSet, slice?: number) {
  const steps = pixelStatistics(set, slice)
  for (;;) {
    const { done, value } = steps.next()
    if (done === true) return value
  }
}

/** Small, with a label that never occurs and a row without a label. */
const rows = 7
const set: DigitSet = {
  rows,
  height: 1,
  width: 3,
  labels: Uint8Array.from([1, 1, 2, 2, 2, noLabel, 9]),
  pixels: Uint8Array.from({ length: 3 * rows }, (_, i) => (i % 3 === 1 ? 5 : (i * 67) % 256)),
}
const column = (j: number, keep: (row: number) => boolean = () => true) =>
  [...Array(rows).keys()].filter(keep).map((row) => set.pixels[row * 3 + j])
const average = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length

describe('pixelStatistics', () => {
  it.each([1, 2, 3, 1000])(
    'gives mean, population variance, least and most of every pixel, %i rows at a time',
    (slice) => {
      const { mean, variance, min, max } = statisticsOf(set, slice)
      for (let j = 0; j < 3; j++) {
        const values = column(j)
        expect(mean[j]).toBeCloseTo(average(values), 12)
        expect(variance[j]).toBeCloseTo(average(values.map((value) => (value - average(values)) ** 2)), 9)
        expect([min[j], max[j]]).toEqual([Math.min(...values), Math.max(...values)])
      }
      expect(variance[1]).toBe(0)
    },
  )

  it('gives mean and variance of every class, and zeros for a class that does not occur', () => {
    const { classMeans, classVariances } = statisticsOf(set)
    expect([classMeans.length, classVariances.length]).toEqual([30, 30])
    for (const digit of [1, 2, 9]) {
      for (let j = 0; j < 3; j++) {
        const values = column(j, (row) => set.labels[row] === digit)
        expect(classMeans[digit * 3 + j]).toBeCloseTo(average(values), 12)
        const spread = average(values.map((value) => (value - average(values)) ** 2))
        expect(classVariances[digit * 3 + j]).toBeCloseTo(spread, 9)
      }
    }
    expect([...classMeans.subarray(0, 3), ...classVariances.subarray(0, 3)]).toEqual([0, 0, 0, 0, 0, 0])
  })

  it('counts the grey levels of every class, and of the digits without a label apart', () => {
    const { levels } = statisticsOf(set)
    expect(levels).toHaveLength(11 * 256)
    for (let k = 0; k <= 10; k++) {
      const counts = new Uint32Array(256)
      for (let i = 0; i < set.pixels.length; i++) {
        const label = set.labels[Math.floor(i / 3)]
        if (label === k || (label === noLabel && k === 10)) counts[set.pixels[i]]++
      }
      expect(levels.subarray(256 * k, 256 * (k + 1))).toEqual(counts)
    }
    expect(levels[256]).toBe(1)
  })
})

describe('countLabels', () => {
  it('counts every digit, and rows without a label apart', () => {
    expect(countLabels(set.labels)).toEqual({ classCounts: [0, 2, 3, 0, 0, 0, 0, 0, 0, 1], unlabelled: 1 })
  })
})
