import { describe, expect, it } from 'vitest'
import { deskew } from '#learn/ink/deskew.ts'
import { blankImage } from '#learn/ink/grey-image.ts'
import { normaliseStrokes } from '#learn/ink/normalise.ts'
import { strokesFromLists } from '#learn/ink/stroke.ts'

const line = (slant: number) =>
  normaliseStrokes(strokesFromLists([[[slant, 0], [0, 0.5], [-slant, 1]]])).centred // prettier-ignore

function slantOf(image: { pixels: Uint8Array }) {
  let [mass, cx, cy] = [0, 0, 0]
  image.pixels.forEach((ink, at) => {
    mass += ink
    cx += ink * (at % 28)
    cy += ink * Math.floor(at / 28)
  })
  cx /= mass
  cy /= mass
  let [covariance, variance] = [0, 0]
  image.pixels.forEach((ink, at) => {
    covariance += ink * ((at % 28) - cx) * (Math.floor(at / 28) - cy)
    variance += ink * (Math.floor(at / 28) - cy) ** 2
  })
  return { slant: covariance / variance, cx, cy }
}

describe('deskew', () => {
  it('sets a leaning line upright, with its centre of mass on index 14', () => {
    expect(Math.abs(slantOf(line(0.25)).slant)).toBeGreaterThan(0.3)
    const upright = slantOf(deskew(line(0.25)))
    expect(Math.abs(upright.slant)).toBeLessThan(0.02)
    expect(upright.cx).toBeCloseTo(14, 1)
    expect(upright.cy).toBeCloseTo(14, 1)
  })

  it('follows the formula at a pixel reckoned by hand', () => {
    // Ink 100 at (row 12, column 13) and 200 at (15, 16): cx = 15, cy = 14, a = 1.
    const image = blankImage(28, 28)
    image.pixels[12 * 28 + 13] = 100
    image.pixels[15 * 28 + 16] = 200
    const { pixels } = deskew(image)
    expect(pixels[12 * 28 + 14]).toBe(100)
    expect(pixels[15 * 28 + 14]).toBe(200)
    expect(pixels.reduce((sum, level) => sum + level, 0)).toBe(300)
  })

  it('spreads ink between pixels bilinearly', () => {
    // One row of ink has no slant; its centre lies at column 13.75, so every pixel moves a quarter to the right.
    const image = blankImage(28, 28)
    image.pixels[14 * 28 + 13] = 60
    image.pixels[14 * 28 + 14] = 180
    expect([...deskew(image).pixels.subarray(14 * 28 + 12, 14 * 28 + 17)]).toEqual([0, 45, 150, 45, 0])
  })

  it('leaves blank paper blank', () => {
    expect(deskew(blankImage(28, 28))).toEqual(blankImage(28, 28))
  })
})
