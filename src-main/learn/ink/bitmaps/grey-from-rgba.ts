import { blankImage } from '../grey-image.ts'
import type { GreyImage } from '../grey-image.ts'

/** Ink drawn on nothing: with no more than this share of dark pixels among what can be seen, the ink is light. */
const leastDark = 0.002

/**
 * Luminance (Rec. 601) of RGBA pixels. What can be seen through lies on white paper, as viewers show it, unless all that can be seen
 * is light: then a drawing program has saved light ink on nothing, and the paper is black.
 */
export function greyFromRgba(rgba: Uint8Array | Uint8ClampedArray, height: number, width: number): GreyImage {
  const image = blankImage(height, width)
  const levels = image.pixels
  let opaque = 0
  let dark = 0
  for (let i = 0, at = 0; i < levels.length; i++, at += 4) {
    levels[i] = (299 * rgba[at] + 587 * rgba[at + 1] + 114 * rgba[at + 2] + 500) / 1000
    opaque += rgba[at + 3]
    if (levels[i] < 128) dark += rgba[at + 3]
  }
  if (opaque === levels.length * 255) return image
  const paper = opaque > 0 && dark <= leastDark * opaque ? 0 : 255
  for (let i = 0; i < levels.length; i++) {
    const alpha = rgba[4 * i + 3]
    levels[i] = (levels[i] * alpha + paper * (255 - alpha) + 127) / 255
  }
  return image
}
