import { describe, expect, it } from 'vitest'
import { boxSize, centredSize } from '#learn/ink/centre-by-mass.ts'
import { blankImage } from '#learn/ink/grey-image.ts'
import type { GreyImage } from '#learn/ink/grey-image.ts'
import { normaliseBitmap, normaliseStrokes } from '#learn/ink/normalise.ts'
import { strokesFromLists } from '#learn/ink/stroke.ts'
import { hasMnist, mnist, needsMnist } from '../../mnist.ts'

const seven = strokesFromLists([
  [
    [0, 0.08],
    [0.6, 0.02],
    [0.24, 1],
  ],
])

function inkBox({ height, width, pixels }: GreyImage) {
  let [top, left, bottom, right] = [height, width, -1, -1]
  for (let at = 0; at < pixels.length; at++) {
    if (pixels[at] === 0) continue
    top = Math.min(top, Math.floor(at / width))
    bottom = Math.max(bottom, Math.floor(at / width))
    left = Math.min(left, at % width)
    right = Math.max(right, at % width)
  }
  return { height: bottom - top + 1, width: right - left + 1 }
}

function centreOfMass({ height, width, pixels }: GreyImage) {
  let [mass, row, column] = [0, 0, 0]
  for (let r = 0; r < height; r++) {
    for (let c = 0; c < width; c++) {
      mass += pixels[r * width + c]
      row += r * pixels[r * width + c]
      column += c * pixels[r * width + c]
    }
  }
  return { row: row / mass, column: column / mass }
}

describe('normalising strokes', () => {
  it('fills the 20-pixel box with the longer side and puts the centre of mass within half a pixel of index 14', () => {
    const { box, centred, warnings } = normaliseStrokes(seven)
    expect(Math.max(box.height, box.width)).toBe(boxSize)
    expect(inkBox(centred).height).toBe(boxSize)
    expect(Math.max(...centred.pixels)).toBe(255)
    const { row, column } = centreOfMass(centred)
    expect(Math.abs(row - 14)).toBeLessThanOrEqual(0.5)
    expect(Math.abs(column - 14)).toBeLessThanOrEqual(0.5)
    expect(warnings).toEqual([])
  })

  it('gives the same bytes wherever and however large the digit was drawn', () => {
    const moved = [{ points: seven[0].points.map(({ x, y }) => ({ x: 64 + 128 * x, y: 512 + 128 * y })) }]
    expect(normaliseStrokes(moved).centred.pixels).toEqual(normaliseStrokes(seven).centred.pixels)
  })

  it('draws the nib in proportion to the digit, and wider under more pressure', () => {
    const ink = (nib: number, pressure?: number) =>
      normaliseStrokes([{ points: seven[0].points.map(({ x, y }) => ({ x, y, pressure })) }], {
        nib,
      }).centred.pixels.reduce((sum, level) => sum + level, 0)
    expect(ink(0.2)).toBeGreaterThan(1.5 * ink(0.1))
    expect(ink(0.14, 1)).toBeGreaterThan(ink(0.14))
    expect(ink(0.14, 0)).toBeLessThan(ink(0.14))
  })

  it('shows the ink in the frame it was drawn in', () => {
    const { ink } = normaliseStrokes(seven, { frame: { left: -1, top: -1, side: 3, pixels: 90 } })
    expect(ink.height).toBe(90)
    const { height } = inkBox(ink)
    expect(height).toBeGreaterThan(30)
    expect(height).toBeLessThan(38)
  })

  it('warns of empty ink, dots, dashes and nothing else', () => {
    const frame = { left: 0, top: 0, side: 1, pixels: 56 }
    const warnings = (...lists: number[][][]) => normaliseStrokes(strokesFromLists(lists), { frame }).warnings
    expect(warnings()).toEqual(['empty'])
    expect(warnings([[0.5, 0.5]])).toEqual(['dot'])
    expect(warnings([[0.5, 0.5], [0.51, 0.51]])).toEqual(['dot']) // prettier-ignore
    expect(warnings([[0.2, 0.5], [0.8, 0.52]])).toEqual(['dash']) // prettier-ignore
    expect(warnings([[0.5, 0.2], [0.5, 0.8]])).toEqual([]) // prettier-ignore
  })

  it('gives a blank digit for empty ink', () => {
    const { centred } = normaliseStrokes([])
    expect(centred).toEqual(blankImage(centredSize, centredSize))
  })

  it('says when an arm reaches beyond the 28 pixels', () => {
    // All mass at the right end, a thin arm to the left.
    const blot = Array.from({ length: 40 }, (_, k) => [k % 2 ? 0.75 : 1, k * 0.015])
    const strokes = strokesFromLists([[[-0.2, 0.3], [0.9, 0.3]], blot]) // prettier-ignore
    expect(normaliseStrokes(strokes, { nib: 0.05 }).warnings).toContain('clipped')
  })
})

describe('normalising bitmaps', () => {
  it('leaves a digit in MNIST form as it is, brings a moved one back, and stretches faint ink', () => {
    const { centred } = normaliseStrokes(seven)
    expect(normaliseBitmap(centred).centred).toEqual(centred)
    const moved = blankImage(28, 28)
    for (let r = 0; r < 25; r++) {
      for (let c = 0; c < 26; c++) moved.pixels[r * 28 + c] = centred.pixels[(r + 3) * 28 + c + 2]
    }
    expect(normaliseBitmap(moved).centred).toEqual(centred)
    const faint = { ...centred, pixels: centred.pixels.map((level) => Math.round(level * 0.4)) }
    expect(Math.max(...normaliseBitmap(faint).centred.pixels)).toBe(255)
  })

  it('averages a larger bitmap down to the same digit', () => {
    const { centred, crop } = normaliseStrokes(seven)
    const again = normaliseBitmap(crop).centred
    const difference = again.pixels.reduce((sum, level, k) => sum + Math.abs(level - centred.pixels[k]), 0)
    expect(difference / centred.pixels.reduce((sum, level) => sum + level, 0)).toBeLessThan(0.1)
  })

  it.skipIf(!hasMnist)(`returns at least 99.9 % of MNIST's test images unchanged ${needsMnist}`, () => {
    const images = mnist('t10k')
    let unchanged = 0
    for (let k = 0; k < 10_000; k++) {
      const pixels = images.pixels.subarray(k * 784, (k + 1) * 784)
      const { centred } = normaliseBitmap({ height: 28, width: 28, pixels })
      if (centred.pixels.every((level, at) => level === pixels[at])) unchanged++
    }
    expect(unchanged).toBeGreaterThanOrEqual(9990)
  })
})
