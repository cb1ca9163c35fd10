import { blankImage } from '../grey-image.ts'
import type { GreyImage } from '../grey-image.ts'

/**
 * Luminance (Rec. 601) of RGBA pixels. What can be seen through lies on paper opposite to the ink: a drawing program saves dark ink
 * on nothing as often as light ink on nothing.
 */
export function greyFromRgba(rgba: Uint8Array | Uint8ClampedArray, height: number, width: number): GreyImage {
  const image = blankImage(height, width)
  const levels = image.pixels
  let opaque = 0
  let light = 0
  for (let i = 0, at = 0; i < levels.length; i++, at += 4) {
    levels[i] = (299 * rgba[at] + 587 * rgba[at + 1] + 114 * rgba[at + 2] + 500) / 1000
    opaque += rgba[at + 3]
    light += rgba[at + 3] * levels[i]
  }
  if (opaque === levels.length * 255) return image
  const paper = opaque > 0 && light / opaque > 127 ? 0 : 255
  for (let i = 0; i < levels.length; i++) {
    const alpha = rgba[4 * i + 3]
    levels[i] = (levels[i] * alpha + paper * (255 - alpha) + 127) / 255
  }
  return image
}
