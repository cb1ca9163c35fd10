import type { DigitSet } from './digit-set.ts'
import { someRows } from './some-rows.ts'

/** Bright ink on dark paper, as it should be; dark ink on bright paper; or not to be told. */
export type InkPolarity = 'bright' | 'dark' | 'doubtful'

/** Smaller pictures are all border. */
const smallestSide = 7
const white = 208
/** Of paper, nearly all of the border is white. */
const nearlyAll = 0.85
const middleGrey = 128
const clearly = 12

/** The border is paper in every set of digits. A border brighter than the middle is paper that is white, or a photograph. */
export function inkPolarityOf(set: DigitSet): InkPolarity {
  const { height, width, pixels } = set
  if (height < smallestSide || width < smallestSide) return 'bright'
  let border = 0
  let middle = 0
  let whites = 0
  const rows = someRows(set)
  const perRow = 2 * (height + width) - 4
  for (const row of rows) {
    for (let r = 0; r < height; r++)
      for (let c = 0; c < width; c++) {
        const value = pixels[(row * height + r) * width + c]
        if (r === 0 || c === 0 || r === height - 1 || c === width - 1) {
          border += value
          if (value >= white) whites++
        } else middle += value
      }
  }
  const borderMean = border / (rows.length * perRow)
  const middleMean = middle / (rows.length * (height * width - perRow))
  if (borderMean < middleMean) return 'bright'
  if (whites >= nearlyAll * rows.length * perRow) return 'dark'
  return borderMean > middleGrey && borderMean - middleMean > clearly ? 'doubtful' : 'bright'
}

/** Turns white paper black and dark ink bright, in place. */
export function invertPictures({ pixels }: DigitSet): void {
  for (let i = 0; i < pixels.length; i++) pixels[i] = 255 - pixels[i]
}
