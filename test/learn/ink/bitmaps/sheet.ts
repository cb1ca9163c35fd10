import { SampleRandom } from '#learn/datasets/sample-digits/sample-random.ts'
import { Writer } from '#learn/datasets/sample-digits/writer.ts'
import { blankImage, type GreyImage } from '#learn/ink/grey-image.ts'
import { rasterise } from '#learn/ink/rasterise.ts'
import { strokeBounds, type Stroke } from '#learn/ink/stroke.ts'

export interface Sheet {
  picture: GreyImage
  /** In reading order. */
  digits: number[]
  boxes: { left: number; top: number; right: number; bottom: number }[]
}

export interface DrawnDigit {
  digit: number
  strokes: Stroke[]
  /** Share of the height. */
  nib: number
}

const rows = 4
const columns = 6
/** Room about a digit for half a nib. */
const margin = 24
export const digitsOfSheet = rows * columns

/** A hand of the sample digits. */
export function written(seed: number, ways?: ConstructorParameters<typeof Writer>[1]): DrawnDigit[] {
  const random = new SampleRandom(seed)
  const writer = new Writer(random.fork(), ways)
  return Array.from({ length: digitsOfSheet }, () => {
    const digit = random.below(10)
    const { strokes, nib } = writer.write(digit)
    return { digit, strokes, nib: 0.6 * nib }
  })
}

/** A photographed sheet: dark pen strokes on paper with a shadow across it, grain and specks. */
export function drawSheet(seed: number, given = written(seed)): Sheet {
  const random = new SampleRandom(seed)
  const cell = 120
  const sheet = blankImage(rows * cell + 60, columns * cell + 60)
  const digits: number[] = []
  const boxes: Sheet['boxes'] = []
  const size = random.between(58, 78)
  for (let r = 0; r < rows; r++) {
    for (let c = 0; c < columns; c++) {
      const { digit, strokes, nib } = given[r * columns + c] ?? { digit: 0, strokes: [], nib: 0 }
      const bounds = strokeBounds(strokes)
      if (bounds === null) continue
      // Flat strokes are as large across as others are tall.
      const height = Math.max(bounds.bottom - bounds.top, bounds.right - bounds.left)
      const scale = size / height
      const left = 30 + c * cell + 20 + random.between(0, 14)
      const top = 30 + r * cell + 20 + random.between(0, 14)
      const x = Math.floor(left) - margin
      const y = Math.floor(top) - margin
      const window = Math.ceil(size) + 2 * margin
      const drawn = rasterise(strokes, nib * height, {
        left: bounds.left - (left - x) / scale,
        top: bounds.top - (top - y) / scale,
        scale,
        height: window,
        width: window,
      })
      for (let i = 0; i < drawn.pixels.length; i++) {
        const at = (y + Math.floor(i / window)) * sheet.width + x + (i % window)
        if (drawn.pixels[i] > sheet.pixels[at]) sheet.pixels[at] = drawn.pixels[i]
      }
      digits.push(digit)
      boxes.push({
        left,
        top,
        right: left + (bounds.right - bounds.left) * scale,
        bottom: top + (bounds.bottom - bounds.top) * scale,
      })
    }
  }
  const lean = random.between(-1, 1)
  const picture = blankImage(sheet.height, sheet.width)
  for (let r = 0, at = 0; r < sheet.height; r++) {
    for (let c = 0; c < sheet.width; c++, at++) {
      const light = 215 - 70 * (r / sheet.height) - 35 * lean * (c / sheet.width)
      const level = light * (1 - (0.72 * sheet.pixels[at]) / 255) + 5 * random.normal()
      picture.pixels[at] = Math.max(0, Math.min(255, level))
    }
  }
  for (let k = 0; k < 40; k++) {
    const x = random.below(sheet.width - 3)
    const y = random.below(sheet.height - 3)
    for (let r = 0; r < 1 + (k % 3); r++) {
      for (let c = 0; c < 1 + (k % 2); c++) picture.pixels[(y + r) * sheet.width + x + c] = 70
    }
  }
  return { picture, digits, boxes }
}
