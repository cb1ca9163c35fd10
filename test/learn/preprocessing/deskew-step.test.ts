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

it('stops when asked to', () => {
  const context = plainContext()
  context.stop.flag[0] = 1
  expect(() => Deskew.transform(kind, testDigits.X, context)).toThrow('Stopped on request.')
})
