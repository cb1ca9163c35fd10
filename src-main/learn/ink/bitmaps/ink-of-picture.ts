import { blankImage, type GreyImage } from '../grey-image.ts'
import { deskMask } from './desk-mask.ts'
import { inkIsDark } from './ink-is-dark.ts'
import { otsuThreshold, histogramOf } from './otsu-threshold.ts'
import { paperLevels } from './paper-levels.ts'

export interface PictureInk {
  /** White ink on black, 0 where there is none. */
  ink: GreyImage
  /** 1 where the ink surely is: what boxes and connected parts are found by. */
  mask: Uint8Array
  /** The ink was dark on light paper. */
  inverted: boolean
}

/** Ink fainter than this against its paper is not ink. */
const leastContrast = 24

/** Smaller pictures hold one digit, whose ink may fill most of them: what their border shows is paper, and one level for all. */
export const leastSheet = 64

/**
 * White ink on black from a picture of any light. Where the paper is one even level, the border shows it and ink keeps every grey level
 * (MNIST's own images come back as they are). Else the paper's light is estimated and taken away, and only what lies in or next to
 * what is surely ink is kept, so that shadows and the grain of the paper do not stretch the box.
 */
export function inkOfPicture(picture: GreyImage): PictureInk {
  const border = borderOf(picture)
  const middle = border.sort((a, b) => a - b)[border.length >> 1]
  const isSmall = Math.max(picture.height, picture.width) < leastSheet
  const asBorderSays = middle > middleOf(picture.pixels)
  const paper = asBorderSays ? 255 - middle : middle
  const light = asBorderSays ? inverse(picture) : picture
  if (
    isEven(light.pixels, paper) ||
    (isSmall && 2 * border.filter((level) => level === middle).length >= border.length)
  ) {
    const ink = paper === 0 ? light : { ...light, pixels: light.pixels.map((level) => stretched(level, paper)) }
    return { ink, mask: ink.pixels.map((level) => (level > 0 ? 1 : 0)), inverted: asBorderSays }
  }
  if (isSmall) return withoutPaper(light, new Uint8Array(light.pixels.length).fill(paper), null, asBorderSays)
  const inverted = inkIsDark(picture) ?? asBorderSays
  const lit = inverted ? inverse(picture) : picture
  const desk = inverted ? deskMask(picture) : null
  return withoutPaper(lit, paperLevels(lit, desk), desk, inverted)
}

function withoutPaper(light: GreyImage, paper: Uint8Array, desk: Uint8Array | null, inverted: boolean): PictureInk {
  const { height, width, pixels } = light
  const ink = blankImage(height, width)
  // The edge of a desk is blurred.
  const left = desk && [1, 2, 3, 4].reduce((mask) => widened(mask, height, width), desk)
  for (let i = 0; i < ink.pixels.length; i++) {
    if (left?.[i] !== 1) ink.pixels[i] = Math.max(0, ((pixels[i] - paper[i]) * 255) / Math.max(1, 255 - paper[i]))
  }
  const threshold = Math.max(leastContrast, otsuThreshold(histogramOf(ink.pixels)))
  const mask = ink.pixels.map((level) => (level > threshold ? 1 : 0))
  keepNear(ink, mask, threshold / 4)
  return { ink, mask, inverted }
}

export function inverse(image: GreyImage): GreyImage {
  return { ...image, pixels: image.pixels.map((level) => 255 - level) }
}

function borderOf({ height, width, pixels }: GreyImage): number[] {
  const border: number[] = []
  for (let c = 0; c < width; c++) border.push(pixels[c], pixels[(height - 1) * width + c])
  for (let r = 0; r < height; r++) border.push(pixels[r * width], pixels[r * width + width - 1])
  return border
}

function middleOf(levels: Uint8Array): number {
  let least = 255
  let most = 0
  for (const level of levels) {
    if (level < least) least = level
    if (level > most) most = level
  }
  return (least + most) / 2
}

/** Drawn by a program: half of all pixels and more have exactly the paper's level, and none is clearly below it. */
function isEven(levels: Uint8Array, paper: number): boolean {
  let same = 0
  let below = 0
  for (const level of levels) {
    if (level === paper) same++
    else if (level < paper) below++
  }
  return same * 2 >= levels.length && below * 100 <= levels.length
}

function stretched(level: number, paper: number): number {
  return level <= paper ? 0 : Math.round(((level - paper) * 255) / (255 - paper))
}

/** Sets to 0 what is fainter than `least` or not within two pixels of the mask. */
function keepNear({ height, width, pixels }: GreyImage, mask: Uint8Array, least: number): void {
  const near = widened(widened(mask, height, width), height, width)
  for (let i = 0; i < pixels.length; i++) if (near[i] === 0 || pixels[i] < least) pixels[i] = 0
}

/** One pixel further in all eight directions. */
export function widened(mask: Uint8Array, height: number, width: number): Uint8Array {
  const across = new Uint8Array(mask.length)
  for (let i = 0; i < mask.length; i++) {
    if (mask[i] === 0) continue
    const c = i % width
    across[i] = 1
    if (c > 0) across[i - 1] = 1
    if (c < width - 1) across[i + 1] = 1
  }
  const out = across.slice()
  const last = (height - 1) * width
  for (let i = 0; i < mask.length; i++) {
    if (across[i] === 0) continue
    if (i >= width) out[i - width] = 1
    if (i < last) out[i + width] = 1
  }
  return out
}
