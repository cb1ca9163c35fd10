import { blankImage } from '../grey-image.ts'
import type { GreyImage } from '../grey-image.ts'
import { connectedParts, type Part } from './connected-parts.ts'
import { type PictureInk, widened } from './ink-of-picture.ts'

/** One digit of a sheet: its ink alone, and where it stood. */
export interface SheetDigit {
  ink: GreyImage
  left: number
  top: number
}

/** Lengths are shares of a digit's size. */
const speckSide = 0.12
const speckArea = 0.006
const smallPart = 0.72
const reachOfBar = 0.3
const largestDigit = 1.75

/**
 * The digits of a sheet in reading order. Ink that hangs together is a part; specks are dropped; a part too small for a digit (the bar
 * of a 5 or a 7) goes to the nearest one; parts whose boxes lie in one another (the two strokes of a 4) belong together.
 */
export function splitSheet({ ink, mask }: PictureInk): SheetDigit[] {
  const { height, width } = ink
  const { labels, parts } = connectedParts(mask, height, width)
  if (parts.length === 0) return []
  const size = digitSize(parts)
  const groups = grouped(
    parts.filter((part) => longest(part) > speckSide * size && part.area > speckArea * size * size),
    size,
  )
  // What stands alone and is still small is a stain.
  const digits = groups.filter((group) => longest(boxOf(group)) > size / 3)
  return inReadingOrder(digits, size).map((group) => cutOut(ink, labels, group))
}

/** Of a part: half of all ink lies in parts at least so large. */
function digitSize(parts: Part[]): number {
  const bySize = [...parts].sort((a, b) => longest(b) - longest(a))
  let rest = parts.reduce((sum, { area }) => sum + area, 0) / 2
  for (const part of bySize) {
    rest -= part.area
    if (rest <= 0) return longest(part)
  }
  return longest(bySize[bySize.length - 1])
}

function grouped(parts: Part[], size: number): Part[][] {
  const groups = parts.map((part) => [part])
  const merge = (from: Part[], into: Part[]) => {
    into.push(...from)
    groups.splice(groups.indexOf(from), 1)
  }
  for (let again = true; again;) {
    again = false
    const bySize = [...groups].sort((a, b) => longest(boxOf(a)) - longest(boxOf(b)))
    for (const group of bySize) {
      const box = boxOf(group)
      const others = groups.filter((other) => other !== group && fitsTogether(box, boxOf(other), size))
      const inside = others.find(
        (other) => sharedArea(box, boxOf(other)) > 0.35 * Math.min(areaOf(box), areaOf(boxOf(other))),
      )
      const small = longest(box) < smallPart * size
      const nearest = small
        ? others
            .map((other) => ({ other, gap: gapBetween(box, boxOf(other)) }))
            .filter(({ gap }) => gap < reachOfBar * size)
            .sort((a, b) => a.gap - b.gap)[0]?.other
        : undefined
      const partner = inside ?? nearest
      if (partner === undefined) continue
      merge(group, partner)
      again = true
      break
    }
  }
  return groups
}

type Box = Pick<Part, 'left' | 'top' | 'right' | 'bottom'>

const longest = ({ left, top, right, bottom }: Box) => Math.max(right - left, bottom - top)
const areaOf = ({ left, top, right, bottom }: Box) => (right - left) * (bottom - top)

function boxOf(group: Part[]): Box {
  return {
    left: Math.min(...group.map(({ left }) => left)),
    top: Math.min(...group.map(({ top }) => top)),
    right: Math.max(...group.map(({ right }) => right)),
    bottom: Math.max(...group.map(({ bottom }) => bottom)),
  }
}

function fitsTogether(a: Box, b: Box, size: number): boolean {
  const both = {
    left: Math.min(a.left, b.left),
    top: Math.min(a.top, b.top),
    right: Math.max(a.right, b.right),
    bottom: Math.max(a.bottom, b.bottom),
  }
  return longest(both) < largestDigit * size
}

function sharedArea(a: Box, b: Box): number {
  const width = Math.min(a.right, b.right) - Math.max(a.left, b.left)
  const height = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top)
  return width > 0 && height > 0 ? width * height : 0
}

function gapBetween(a: Box, b: Box): number {
  const x = Math.max(0, a.left - b.right, b.left - a.right)
  const y = Math.max(0, a.top - b.bottom, b.top - a.bottom)
  return Math.hypot(x, y)
}

/** Rows from above, in a row from the left: a digit whose middle lies half a digit lower begins a new row. */
function inReadingOrder(groups: Part[][], size: number): Part[][] {
  const middle = (group: Part[]) => (boxOf(group).top + boxOf(group).bottom) / 2
  const rows: Part[][][] = []
  for (const group of [...groups].sort((a, b) => middle(a) - middle(b))) {
    const row = rows.at(-1)
    if (row && middle(group) - middle(row[row.length - 1]) < size / 2) row.push(group)
    else rows.push([group])
  }
  return rows.flatMap((row) => row.sort((a, b) => boxOf(a).left - boxOf(b).left))
}

/** The digit's own parts with their soft edge, nothing of its neighbours. */
function cutOut(ink: GreyImage, labels: Int32Array, group: Part[]): SheetDigit {
  const own = new Set(group.map(({ label }) => label))
  const box = boxOf(group)
  const left = Math.max(0, box.left - 2)
  const top = Math.max(0, box.top - 2)
  const image = blankImage(Math.min(ink.height, box.bottom + 2) - top, Math.min(ink.width, box.right + 2) - left)
  const mine = new Uint8Array(image.pixels.length)
  const foreign = new Uint8Array(image.pixels.length)
  for (let r = 0, at = 0; r < image.height; r++) {
    for (let c = 0; c < image.width; c++, at++) {
      const label = labels[(top + r) * ink.width + left + c]
      if (own.has(label)) mine[at] = 1
      else if (label !== 0) foreign[at] = 1
    }
  }
  const near = widened(widened(mine, image.height, image.width), image.height, image.width)
  for (let r = 0, at = 0; r < image.height; r++) {
    for (let c = 0; c < image.width; c++, at++) {
      if (near[at] === 1 && foreign[at] === 0) image.pixels[at] = ink.pixels[(top + r) * ink.width + left + c]
    }
  }
  return { ink: image, left, top }
}
