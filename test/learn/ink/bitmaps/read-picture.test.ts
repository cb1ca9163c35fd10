import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { sampleDigits } from '#learn/datasets/sample-digits.ts'
import { penSkeletons } from '#learn/datasets/sample-digits/pen-skeletons.ts'
import { inkOfPicture } from '#learn/ink/bitmaps/ink-of-picture.ts'
import { readPicture } from '#learn/ink/bitmaps/read-picture.ts'
import { blankImage, type GreyImage } from '#learn/ink/grey-image.ts'
import { normaliseBitmap } from '#learn/ink/normalise.ts'
import { strokesFromLists } from '#learn/ink/stroke.ts'
import { readPenFile } from '#store/pen-file.ts'
import { digitsOfSheet, drawSheet, type Sheet, written } from './sheet.ts'

const { train } = sampleDigits({ trainRows: 50, testRows: 0 })
const digit = (row: number): GreyImage => ({
  height: 28,
  width: 28,
  pixels: train.pixels.slice(row * 784, (row + 1) * 784),
})
const enlarged = ({ height, width, pixels }: GreyImage, factor: number): GreyImage => {
  const out = blankImage(height * factor, width * factor)
  return {
    ...out,
    pixels: out.pixels.map((_, i) => {
      const r = Math.floor(i / out.width / factor)
      return pixels[r * width + Math.floor((i % out.width) / factor)]
    }),
  }
}
const turned = (image: GreyImage): GreyImage => ({ ...image, pixels: image.pixels.map((level) => 255 - level) })

describe('a picture of one digit', () => {
  it('of 28 x 28 pixels can be used as it is, and normalising leaves it in its form', () => {
    for (let row = 0; row < 50; row++) {
      const [read] = readPicture(digit(row))
      expect(read.asIs).toEqual(digit(row).pixels)
      expect(read.normalised.centred.pixels).toEqual(normaliseBitmap(digit(row)).centred.pixels)
    }
  })

  it('is the same digit when it is black on white', () => {
    for (let row = 0; row < 50; row++) expect(readPicture(turned(digit(row)))).toEqual(readPicture(digit(row)))
  })

  it('is the same digit on grey paper, as far as its contrast allows', () => {
    const grey = { ...digit(3), pixels: digit(3).pixels.map((level) => 200 - Math.round((level * 180) / 255)) }
    const [read] = readPicture(grey)
    const off = Math.max(...read.normalised.centred.pixels.map((level, i) => Math.abs(level - digit(3).pixels[i])))
    expect(off).toBeLessThanOrEqual(2)
  })

  it('may be large: it comes down to the same 28 x 28 pixels', () => {
    for (let row = 0; row < 10; row++) {
      const [read, ...rest] = readPicture(turned(enlarged(digit(row), 10)))
      expect(rest).toEqual([])
      expect(read.asIs).toBeNull()
      const off = read.normalised.centred.pixels.map((level, i) => Math.abs(level - digit(row).pixels[i]))
      expect(Math.max(...off)).toBeLessThanOrEqual(2)
    }
  })

  it('without ink has no digit', () => {
    expect(readPicture(blankImage(28, 28))).toEqual([])
    expect(readPicture(turned(blankImage(300, 200)))).toEqual([])
  })
})

/** Those of a sheet that were found whole, with every detached stroke, as shares of those drawn on it; and what else was found. */
function judged(sheets: Sheet[]): { found: number; surplus: number } {
  let wanted = 0
  let found = 0
  let surplus = 0
  for (const { picture, boxes } of sheets) {
    const digits = readPicture(picture)
    // The ink reaches half a nib and a margin beyond the path of the pen on each side.
    const near = (a: number, b: number) => Math.abs(a - b) < 9
    const whole = boxes.filter((box) =>
      digits.some(
        ({ left, top, normalised: { ink } }) =>
          near(left + 4, box.left) &&
          near(top + 4, box.top) &&
          near(left + ink.width - 4, box.right) &&
          near(top + ink.height - 4, box.bottom),
      ),
    ).length
    wanted += boxes.length
    found += whole
    surplus += digits.length - whole
  }
  return { found: found / wanted, surplus: surplus / wanted }
}

const seeds = Array.from({ length: 12 }, (_, k) => k + 1)

describe('a photographed sheet', () => {
  it('gives at least 95 of 100 digits in spite of shadow, grain and specks', () => {
    const { found, surplus } = judged(seeds.map((seed) => drawSheet(seed)))
    expect(found).toBeGreaterThanOrEqual(0.95)
    expect(surplus).toBeLessThan(0.05)
  })

  it('gives as many where bars stand apart and rings are open, and keeps the bars with their digits', () => {
    const hands = seeds.map((seed) => written(seed, penSkeletons))
    const { found, surplus } = judged(seeds.map((seed, k) => drawSheet(seed, hands[k])))
    expect(found).toBeGreaterThanOrEqual(0.95)
    expect(surplus).toBeLessThan(0.05)
    const apart = hands.flat().filter(({ digit, strokes }) => digit === 5 && strokes.length === 2)
    expect(apart.length).toBeGreaterThan(5)
  })

  const pens = join(import.meta.dirname, '../../../../../shared/pen/pen-digits.json.gz')

  it.skipIf(!existsSync(pens))('gives as many of the digits that people recorded on tablets', () => {
    const hands = Map.groupBy(readPenFile('pen-digits.json.gz', readFileSync(pens)), ({ writer }) => writer)
    const sheets = [...hands.values()].map((digits, k) =>
      drawSheet(
        100 + k,
        digits.slice(0, digitsOfSheet).map(({ label, strokes }) => ({
          digit: label,
          strokes: strokesFromLists(strokes),
          nib: 0.05 + 0.02 * (k % 3),
        })),
      ),
    )
    const { found, surplus } = judged(sheets)
    expect(found).toBeGreaterThanOrEqual(0.95)
    expect(surplus).toBeLessThan(0.05)
  })

  it('is read from the left to the right, row by row', () => {
    const { picture, boxes } = drawSheet(1)
    const digits = readPicture(picture)
    expect(digits).toHaveLength(boxes.length)
    for (const [k, { left }] of digits.entries()) expect(Math.abs(left - boxes[k].left)).toBeLessThan(12)
  })

  it('has its light taken away: paper is 0 everywhere, also in the shadow', () => {
    const { ink, inverted } = inkOfPicture(drawSheet(1).picture)
    expect(inverted).toBe(true)
    const paper = ink.pixels.filter((level) => level === 0).length / ink.pixels.length
    expect(paper).toBeGreaterThan(0.9)
  })
})
