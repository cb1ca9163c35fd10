import { areaAverage } from './area-average.ts'
import { boxSize, centreByMass, centredSize } from './centre-by-mass.ts'
import { blankImage } from './grey-image.ts'
import type { GreyImage } from './grey-image.ts'
import { hasHugeCrossing } from './huge-crossing.ts'
import { nibFactor, rasterise } from './rasterise.ts'
import { strokeBounds } from './stroke.ts'
import type { InkBounds, Stroke } from './stroke.ts'

/**
 * `empty`: nothing to read. `dot`, `dash`: hardly a digit. `crossing`: a line runs through the digit and far beyond it. `clipped`: the
 * arms reach too far from the centre of mass.
 */
export type InkWarning = 'empty' | 'dot' | 'dash' | 'crossing' | 'clipped'

/** Ink on its way to what a model sees; every stage can be shown. */
export interface NormalisedInk {
  /** As it was drawn or given. */
  ink: GreyImage
  /** Cut to the ink box. */
  crop: GreyImage
  /** Longest side 20, grey to its full range. */
  box: GreyImage
  /** 28 x 28, centre of mass at index 14. */
  centred: GreyImage
  warnings: InkWarning[]
}

/** Width of the nib against the longer side of the digit: about 2.5 pixels of the 20, as MNIST's ink. */
export const defaultNib = 0.14

/** Stage `crop` is drawn with so many pixels for one of the 20. */
const finePixels = 4

/** A clipped share above this is said. */
const clippedShare = 0.01

export interface NormaliseStrokesOptions {
  /** Share of the digit's longer side. */
  nib?: number
  /** What stage `ink` shows, in the unit of the strokes; without it that stage is the crop. */
  frame?: { left: number; top: number; side: number; pixels: number }
}

/** Pads, pen files and training data go through here: the box comes from the strokes, and the nib is drawn anew in proportion. */
export function normaliseStrokes(strokes: readonly Stroke[], options: NormaliseStrokesOptions = {}): NormalisedInk {
  const { nib = defaultNib, frame } = options
  const path = strokeBounds(strokes)
  if (!path) return emptyInk(frame?.pixels ?? centredSize)
  const longer = Math.max(path.right - path.left, path.bottom - path.top)
  // A dot has no size to be in proportion to.
  const nibWidth = nib * (longer > 0 ? longer : (frame?.side ?? 1) / 2)
  const bounds = inkBounds(strokes, nibWidth)
  const width = bounds.right - bounds.left
  const height = bounds.bottom - bounds.top
  const scale = boxSize / Math.max(width, height)
  const columns = Math.min(boxSize, Math.ceil(width * scale - 1e-9))
  const rows = Math.min(boxSize, Math.ceil(height * scale - 1e-9))
  const crop = rasterise(strokes, nibWidth, {
    left: bounds.left - (columns / scale - width) / 2,
    top: bounds.top - (rows / scale - height) / 2,
    scale: scale * finePixels,
    height: rows * finePixels,
    width: columns * finePixels,
  })
  const ink = frame
    ? rasterise(strokes, nibWidth, {
        left: frame.left,
        top: frame.top,
        scale: frame.pixels / frame.side,
        height: frame.pixels,
        width: frame.pixels,
      })
    : crop
  return finish(ink, crop, areaAverage(crop, rows, columns), [
    ...shapeWarnings(path, longer, frame?.side),
    ...(hasHugeCrossing(strokes) ? (['crossing'] as const) : []),
  ])
}

/** Bitmaps, white ink on black, of any size. What already is in MNIST's form comes back as it is. */
export function normaliseBitmap(image: GreyImage): NormalisedInk {
  const crop = cropToInk(image)
  if (!crop) return { ...emptyInk(centredSize), ink: image }
  const longest = Math.max(crop.height, crop.width)
  const side = (length: number) => Math.max(1, Math.round((length * boxSize) / longest))
  const box = longest === boxSize ? crop : areaAverage(crop, side(crop.height), side(crop.width))
  const bounds = { left: 0, top: 0, right: crop.width, bottom: crop.height }
  const dot = longest <= Math.max(2, Math.max(image.height, image.width) / 10)
  return finish(image, crop, box, dot ? ['dot'] : isDash(bounds) ? ['dash'] : [])
}

function finish(ink: GreyImage, crop: GreyImage, scaled: GreyImage, warnings: InkWarning[]): NormalisedInk {
  const box = fullRange(scaled)
  const centred = centreByMass(box)
  if (centred.clipped > clippedShare) warnings.push('clipped')
  return { ink, crop, box, centred: centred.image, warnings }
}

function emptyInk(pixels: number): NormalisedInk {
  const blank = blankImage(centredSize, centredSize)
  const box = blankImage(boxSize, boxSize)
  return { ink: blankImage(pixels, pixels), crop: box, box, centred: blank, warnings: ['empty'] }
}

function inkBounds(strokes: readonly Stroke[], nibWidth: number): InkBounds {
  const bounds = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity }
  for (const { points } of strokes) {
    for (const point of points) {
      const radius = (nibWidth / 2) * nibFactor(point)
      bounds.left = Math.min(bounds.left, point.x - radius)
      bounds.right = Math.max(bounds.right, point.x + radius)
      bounds.top = Math.min(bounds.top, point.y - radius)
      bounds.bottom = Math.max(bounds.bottom, point.y + radius)
    }
  }
  return bounds
}

/** Pixels above 0, as a copy; null when there are none. */
function cropToInk({ height, width, pixels }: GreyImage): GreyImage | null {
  let top = height
  let bottom = -1
  let left = width
  let right = -1
  for (let r = 0, at = 0; r < height; r++) {
    for (let c = 0; c < width; c++, at++) {
      if (pixels[at] === 0) continue
      if (r < top) top = r
      bottom = r
      if (c < left) left = c
      if (c > right) right = c
    }
  }
  if (bottom < 0) return null
  const crop = blankImage(bottom - top + 1, right - left + 1)
  for (let r = top; r <= bottom; r++) {
    crop.pixels.set(pixels.subarray(r * width + left, r * width + right + 1), (r - top) * crop.width)
  }
  return crop
}

/** MNIST's own images end at 254 or 255, and stay as they are. */
function fullRange(image: GreyImage): GreyImage {
  let most = 0
  for (const level of image.pixels) if (level > most) most = level
  if (most === 0 || most >= 254) return image
  return { ...image, pixels: image.pixels.map((level) => Math.floor((level * 255) / most + 0.5)) }
}

function shapeWarnings(path: InkBounds, longer: number, side: number | undefined): InkWarning[] {
  if (longer === 0 || (side !== undefined && longer < side / 25)) return ['dot']
  return isDash(path) ? ['dash'] : []
}

/** No digit is so flat; an upright line is a one. */
function isDash({ left, top, right, bottom }: InkBounds): boolean {
  return right - left > 4 * (bottom - top)
}
