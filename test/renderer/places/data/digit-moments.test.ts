import { expect, it } from 'vitest'
import { extremes, momentImages } from '#renderer/places/data/digit-moments.ts'

const statistics = {
  mean: Float64Array.of(10, 20),
  variance: Float64Array.of(4, 9),
  min: Uint8Array.of(0, 0),
  max: Uint8Array.of(99, 99),
  classMeans: Float64Array.of(4, 16, 18, 26),
  classVariances: Float64Array.of(1, 0, 16, 25),
  levels: new Uint32Array(768),
}

it('shows each digit by its mean, its deviation, or what it has more than all', () => {
  expect(momentImages(statistics, 'mean', 2).digits.map((image) => [...image])).toEqual([
    [4, 16],
    [18, 26],
  ])
  const { overall, digits } = momentImages(statistics, 'deviation', 2)
  expect([...(overall ?? [])]).toEqual([2, 3])
  expect(digits.map((image) => [...image])).toEqual([
    [1, 0],
    [4, 5],
  ])
  expect(momentImages(statistics, 'difference', 2)).toEqual({
    overall: null,
    digits: [Float64Array.of(-6, -4), Float64Array.of(8, 6)],
  })
})

it('names the extremes among the digits that occur', () => {
  const { digits } = momentImages(statistics, 'difference', 2)
  expect(extremes(digits, [5, 5])).toEqual({ most: 1, least: 0, sizes: [5, 7] })
  expect(extremes([...digits, Float64Array.of(0, 0)], [5, 5, 0]).least).toBe(0)
})
