import { describe, expect, it } from 'vitest'
import { sampleDigits } from '#learn/datasets/sample-digits.ts'
import { DigitMover, type DigitTransform, unmoved } from '#learn/ink/transform-digit.ts'

const { train } = sampleDigits({ trainRows: 20, testRows: 0 })
const mover = new DigitMover(28, 28)
const moved = (row: number, change: Partial<DigitTransform>) => {
  const out = new Uint8Array(784)
  mover.move(train.pixels, row * 784, { ...unmoved, ...change }, out, 0)
  return out
}
const digit = (row: number) => train.pixels.slice(row * 784, (row + 1) * 784)
const sum = (pixels: Uint8Array) => pixels.reduce((all, level) => all + level, 0)
const at = (pixels: Uint8Array, r: number, c: number) => pixels[r * 28 + c]

describe('moving a digit', () => {
  it('by nothing leaves every byte', () => {
    for (let row = 0; row < 20; row++) expect(moved(row, {})).toEqual(digit(row))
  })

  it('by whole pixels moves the bytes', () => {
    const out = moved(0, { shiftX: 2, shiftY: -1 })
    for (let r = 4; r < 24; r++) for (let c = 4; c < 24; c++) expect(at(out, r, c)).toBe(at(digit(0), r + 1, c - 2))
  })

  it('turned and turned back is nearly itself', () => {
    const there = moved(1, { rotation: 0.2 })
    const back = new Uint8Array(784)
    mover.move(there, 0, { ...unmoved, rotation: -0.2 }, back, 0)
    const off = back.reduce((all, level, i) => all + Math.abs(level - digit(1)[i]), 0)
    expect(off / sum(digit(1))).toBeLessThan(0.25)
    expect(there).not.toEqual(digit(1))
  })

  it('enlarged by a tenth has a fifth more ink', () => {
    const share = sum(moved(2, { scaleX: 1.1, scaleY: 1.1 })) / sum(digit(2))
    expect(share).toBeGreaterThan(1.15)
    expect(share).toBeLessThan(1.27)
  })

  it('grows bolder and thinner with the stroke', () => {
    expect(sum(moved(3, { stroke: 1 }))).toBeGreaterThan(1.3 * sum(digit(3)))
    expect(sum(moved(3, { stroke: -1 }))).toBeLessThan(0.75 * sum(digit(3)))
  })
})
