import { expect, it } from 'vitest'
import type { PixelFeatures } from '#learn/features.ts'
import { Deskew } from '#learn/preprocessing/deskew-step.ts'
import { plainContext } from '#simd/contexts.ts'
import { testDigits } from '../golden-digits.ts'

const kind = { kind: 'Deskew' } as const

it('counts the deskewed digits against the memory budget', () => {
  const context = plainContext()
  const counted = Deskew.transform(kind, testDigits.X, context) as PixelFeatures
  expect(context.workspace.usedBytes).toBeGreaterThanOrEqual(counted.pixels.length)
  expect(counted.pixels).toEqual((Deskew.transform(kind, testDigits.X) as PixelFeatures).pixels)
  const tight = plainContext({ budgetBytes: 1000 })
  expect(() => Deskew.transform(kind, testDigits.X, tight)).toThrow('memory budget')
})

it('sets digits of any size upright about the middle of their image, with nearly all of their ink', () => {
  const { pixels } = Deskew.transform(kind, testDigits.X) as PixelFeatures
  const ink = (image: Uint8Array) => image.reduce((sum, level) => sum + level, 0)
  let [massBefore, massAfter, column] = [0, 0, 0]
  for (let at = 0; at < pixels.length; at += 64) {
    const image = pixels.subarray(at, at + 64)
    massBefore += ink(testDigits.X.pixels.subarray(at, at + 64))
    massAfter += ink(image)
    column += image.reduce((sum, level, j) => sum + level * (j % 8), 0)
  }
  expect(massAfter / massBefore).toBeGreaterThan(0.9)
  expect(column / massAfter).toBeCloseTo(4, 0)
})

it('stops when asked to', () => {
  const context = plainContext()
  context.stop.flag[0] = 1
  expect(() => Deskew.transform(kind, testDigits.X, context)).toThrow('Stopped on request.')
})
