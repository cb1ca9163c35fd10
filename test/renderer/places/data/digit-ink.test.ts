import { expect, it } from 'vitest'
import { noLabel } from '#learn/datasets/digit-set.ts'
import { describeInk, distanceToMean } from '#renderer/places/data/digit-ink.ts'

const classMeans = Float64Array.of(0, 0, 10, 20)
const statistics = {
  mean: Float64Array.of(5, 10),
  variance: new Float64Array(2),
  min: new Uint8Array(2),
  max: new Uint8Array(2),
  classMeans,
  classVariances: new Float64Array(4),
  levels: new Uint32Array(768),
}

it('measures how far a digit lies from the mean of its own class', () => {
  expect(distanceToMean(Uint8Array.of(13, 24), 1, classMeans)).toBe(5)
  expect(distanceToMean(Uint8Array.of(3, 4), 0, classMeans)).toBe(5)
  expect(distanceToMean(Uint8Array.of(3, 4), noLabel, classMeans)).toBeNull()
})

it('tells ink and distance in words, the distance only where there is one', () => {
  expect(describeInk(Uint8Array.of(255, 255), 0, statistics)).toBe('ink 510, 361 from the mean 0')
  expect(describeInk(Uint8Array.of(255, 255), noLabel, statistics)).toBe('ink 510')
  expect(describeInk(Uint8Array.of(255, 255), 0, null)).toBe('ink 510')
})
