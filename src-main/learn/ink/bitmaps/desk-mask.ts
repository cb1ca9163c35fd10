import type { GreyImage } from '../grey-image.ts'
import { connectedParts } from './connected-parts.ts'
import { histogramOf } from './otsu-threshold.ts'

/** The desk is darker than this share of the paper's light; a shadow is not. */
const deskLight = 0.4

/** 1 where a dark desk is seen beside a light sheet: dark pixels that hang together along at least half of a side. null: no desk. */
export function deskMask(picture: GreyImage): Uint8Array | null {
  const { height, width, pixels } = picture
  const limit = deskLight * brightest(pixels)
  const dark = pixels.map((level) => (level < limit ? 1 : 0))
  const sides = [
    { length: width, at: (k: number) => k },
    { length: width, at: (k: number) => (height - 1) * width + k },
    { length: height, at: (k: number) => k * width },
    { length: height, at: (k: number) => k * width + width - 1 },
  ]
  const isSeen = ({ length, at }: (typeof sides)[number]) => {
    let seen = 0
    for (let k = 0; k < length; k++) seen += dark[at(k)]
    return 2 * seen >= length
  }
  if (!sides.some(isSeen)) return null
  const { labels } = connectedParts(dark, height, width)
  const desk = new Set<number>()
  for (const { length, at } of sides) {
    const counts = new Map<number, number>()
    for (let k = 0; k < length; k++) counts.set(labels[at(k)], (counts.get(labels[at(k)]) ?? 0) + 1)
    for (const [label, count] of counts) if (label !== 0 && 2 * count >= length) desk.add(label)
  }
  return desk.size === 0 ? null : Uint8Array.from(labels, (label) => (desk.has(label) ? 1 : 0))
}

/** The level that nine of ten pixels do not pass. */
function brightest(pixels: Uint8Array): number {
  const histogram = histogramOf(pixels)
  let level = 255
  for (let above = histogram[255]; above * 10 < pixels.length && level > 0; above += histogram[level]) level--
  return level
}
