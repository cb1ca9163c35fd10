import { expect, it } from 'vitest'
import { pixelsBetween } from '#renderer/components/pixels-between.ts'

it('leaves no gap on the way of a quick pointer', () => {
  expect(pixelsBetween(0, 3, 28)).toEqual([1, 2, 3])
  expect(pixelsBetween(28 * 3, 0, 28)).toEqual([56, 28, 0])
  expect(pixelsBetween(0, 28 * 2 + 2, 28)).toEqual([29, 58])
  expect(pixelsBetween(5, 5, 28)).toEqual([])
})
