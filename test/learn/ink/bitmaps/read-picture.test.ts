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

  it('as it is has the levels of its file, turned where its ink is dark', () => {
    const grey = { ...digit(3), pixels: digit(3).pixels.map((level) => 200 - Math.round((level * 180) / 255)) }
    expect(readPicture(grey)[0].asIs).toEqual(turned(grey).pixels)
    const uneven = { ...digit(3), pixels: digit(3).pixels.map((level, i) => Math.max(level, (i * 7919) % 23)) }
    expect(readPicture(uneven)[0].asIs).toEqual(uneven.pixels)
  })

  it('keeps its ink where that fills more than half of it, also with the noise of a JPEG', () => {
    const bold = blankImage(28, 28)
    for (let r = 3; r < 25; r++)
      for (let c = 3; c < 25; c++) bold.pixels[r * 28 + c] = r > 11 && r < 16 && c > 12 && c < 16 ? 0 : 240
    expect(bold.pixels.filter((level) => level > 0).length).toBeGreaterThan(392)
    const noisy = { ...bold, pixels: bold.pixels.map((level, i) => Math.min(255, level + ((i * 7919) % 9))) }
    for (const image of [bold, turned(bold), noisy, turned(noisy)]) {
      const [read] = readPicture(image)
      const off = read.normalised.box.pixels.map((level, i) => Math.abs(level - normaliseBitmap(bold).box.pixels[i]))
      expect(Math.max(...off)).toBeLessThan(16)
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

/** With a dark desk of so many pixels about it. */
function onDesk({ height, width, pixels }: GreyImage, desk: number): GreyImage {
  const out = blankImage(height + 2 * desk, width + 2 * desk)
  out.pixels.forEach((_, i) => (out.pixels[i] = 38 + ((i * 7919) % 9)))
  for (let r = 0; r < height; r++) {
    out.pixels.set(pixels.subarray(r * width, (r + 1) * width), (r + desk) * out.width + desk)
  }
  return out
}

describe('a photographed sheet', () => {
  it.each([25, 90])('is told from a dark desk that is seen %i pixels wide about it', (desk) => {
    const { picture, boxes } = drawSheet(3)
    const seen = onDesk(picture, desk)
    expect(inkOfPicture(seen).inverted).toBe(true)
    const { found, surplus } = judged([
      {
        picture: seen,
        digits: [],
        boxes: boxes.map(({ left, top, right, bottom }) => ({
          left: left + desk,
          top: top + desk,
          right: right + desk,
          bottom: bottom + desk,
        })),
      },
    ])
    expect(found).toBeGreaterThanOrEqual(0.95)
    expect(surplus).toBeLessThan(0.05)
  })

  it('of chalk on a board is read with light ink, also where the wall is bright about it', () => {
    const { picture } = drawSheet(3)
    expect(inkOfPicture(turned(picture)).inverted).toBe(false)
    expect(inkOfPicture(turned(onDesk(picture, 40))).inverted).toBe(false)
  })

  it('gives one digit where all of its ink is one, however far apart its strokes stand', () => {
    const apart = blankImage(200, 300)
    for (let r = 30; r < 170; r++) apart.pixels.fill(255, r * 300 + 40, r * 300 + 60)
    for (let r = 90; r < 110; r++) apart.pixels.fill(255, r * 300 + 180, r * 300 + 280)
    expect(readPicture(apart)).toHaveLength(2)
    const [read, ...rest] = readPicture(apart, { whole: true })
    expect(rest).toEqual([])
    expect([read.left, read.width]).toEqual([38, 244])
  })

  it('that shows thousands of marks is refused with what to do', () => {
    const marks = blankImage(600, 600)
    for (let r = 0; r < 600; r += 10)
      for (let c = 0; c < 600; c += 10) marks.pixels.fill(255, r * 600 + c, r * 600 + c + 5)
    expect(() => readPicture(marks)).toThrow(
      expect.objectContaining({
        message: expect.stringContaining('3600 separate marks'),
        hint: 'Crop it to the digits.',
      }),
    )
  })

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

  it.skipIf(!existsSync(pens))(
    'gives as many of the digits that people recorded on tablets (needs ../shared/pen)',
    () => {
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
    },
  )

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
