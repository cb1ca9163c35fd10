import { describe, expect, it } from 'vitest'
import { sampleDigits } from '#learn/datasets/sample-digits.ts'
import { inkOfPicture } from '#learn/ink/bitmaps/ink-of-picture.ts'
import { readPicture } from '#learn/ink/bitmaps/read-picture.ts'
import { blankImage, type GreyImage } from '#learn/ink/grey-image.ts'
import { normaliseBitmap } from '#learn/ink/normalise.ts'
import { drawSheet } from './sheet.ts'

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

describe('a photographed sheet', () => {
  it('gives at least 95 of 100 digits, in reading order, in spite of shadow, grain and specks', () => {
    let wanted = 0
    let found = 0
    let surplus = 0
    for (let seed = 1; seed <= 12; seed++) {
      const { picture, boxes } = drawSheet(seed)
      const digits = readPicture(picture)
      wanted += boxes.length
      const whole = boxes.filter((box) =>
        digits.some(({ left, top, normalised }) => {
          const { width, height } = normalised.ink
          return (
            Math.abs(left + width / 2 - (box.left + box.right) / 2) < 7 &&
            Math.abs(top + height / 2 - (box.top + box.bottom) / 2) < 7 &&
            Math.abs(height - (box.bottom - box.top)) < 18
          )
        }),
      ).length
      found += whole
      surplus += digits.length - whole
    }
    expect(found / wanted).toBeGreaterThanOrEqual(0.95)
    expect(surplus / wanted).toBeLessThan(0.05)
  })

  it('has its light taken away: paper is 0 everywhere, also in the shadow', () => {
    const { ink, inverted } = inkOfPicture(drawSheet(1).picture)
    expect(inverted).toBe(true)
    const paper = ink.pixels.filter((level) => level === 0).length / ink.pixels.length
    expect(paper).toBeGreaterThan(0.9)
  })
})
