import { centredSize } from '../centre-by-mass.ts'
import { blankImage } from '../grey-image.ts'
import type { GreyImage } from '../grey-image.ts'
import { normaliseBitmap, type NormalisedInk } from '../normalise.ts'
import { inkOfPicture, inverse, leastSheet } from './ink-of-picture.ts'
import { splitSheet } from './split-sheet.ts'

export interface PictureDigit {
  normalised: NormalisedInk
  /** 28 x 28 with the levels of the file, turned where its ink is dark; null for files of any other size. */
  asIs: Uint8Array | null
  /** In the picture, in its own pixels: where a sheet's digit stood. */
  left: number
  top: number
  width: number
  height: number
}

/** Nobody's digit needs more; a photograph of a sheet has some thousand. */
const mostSide = 1600

/** Every digit of a picture, in reading order: one of 28 x 28 pixels, a drawing of any size, or a sheet. `whole`: all its ink is one. */
export function readPicture(picture: GreyImage, { whole = false } = {}): PictureDigit[] {
  const factor = Math.ceil(Math.max(picture.height, picture.width) / mostSide)
  const found = inkOfPicture(factor > 1 ? shrunk(picture, factor) : picture)
  const { ink, inverted } = found
  if (Math.max(ink.height, ink.width) < leastSheet) {
    const asIs = (inverted ? inverse(picture) : picture).pixels.slice()
    const normalised = normaliseBitmap(ink)
    if (normalised.warnings.includes('empty')) return []
    const is28 = ink.height === centredSize && ink.width === centredSize
    return [{ normalised, asIs: is28 ? asIs : null, left: 0, top: 0, width: ink.width, height: ink.height }]
  }
  return splitSheet(found, { whole }).map(({ ink: digit, left, top }) => ({
    normalised: normaliseBitmap(digit),
    asIs: null,
    left: left * factor,
    top: top * factor,
    width: digit.width * factor,
    height: digit.height * factor,
  }))
}

/** Means of whole squares; a rest at the right and the bottom is left out. */
function shrunk({ height, width, pixels }: GreyImage, factor: number): GreyImage {
  const out = blankImage(Math.floor(height / factor), Math.floor(width / factor))
  for (let r = 0, at = 0; r < out.height; r++) {
    for (let c = 0; c < out.width; c++, at++) {
      let sum = 0
      for (let y = r * factor; y < (r + 1) * factor; y++) {
        for (let x = c * factor; x < (c + 1) * factor; x++) sum += pixels[y * width + x]
      }
      out.pixels[at] = sum / (factor * factor) + 0.5
    }
  }
  return out
}
