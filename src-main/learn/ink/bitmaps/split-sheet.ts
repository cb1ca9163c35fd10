import { AppError } from '../../app-error.ts'
import { blankImage, type GreyImage } from '../grey-image.ts'
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

/** A sheet of digits has some hundred; a photograph of anything else has thousands. */
const mostParts = 2000

/**
 * The digits of a sheet in reading order. Ink that hangs together is a part; specks are dropped; a part too small for a digit (the bar
 * of a 5 or a 7) goes to the nearest one; parts whose boxes lie in one another (the two strokes of a 4) belong together. `whole`: they
 * are one digit, however far apart.
 */
export function splitSheet({ ink, mask }: PictureInk, { whole = false } = {}): SheetDigit[] {
  const { height, width } = ink
  const { labels, parts } = connectedParts(mask, height, width)
  if (parts.length === 0) return []
  const size = digitSize(parts)
  const noSpecks = parts.filter((part) => longest(part) > speckSide * size && part.area > speckArea * size * size)
  if (noSpecks.length > mostParts) {
    throw new AppError('invalid-file', `The picture shows ${noSpecks.length} separate marks, too many to be digits.`, {
      hint: 'Crop it to the digits.',
    })
  }
  // What stands alone and is still small is a stain.
  const digits = grouped(noSpecks, size).filter(({ box }) => longest(box) > size / 3)
  const inOrder = whole && digits.length > 0 ? [digits.reduce(joined)] : inReadingOrder(digits, size)
  return inOrder.map((group) => cutOut(ink, labels, group))
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

/** Parts that belong together, and the box about them. */
interface Group {
  parts: Part[]
  box: Box
}

const joined = (a: Group, b: Group): Group => ({ parts: [...a.parts, ...b.parts], box: boxAbout(a.box, b.box) })

/**
 * The smallest group that has a partner joins it, until none has. Only groups near one that has grown can find a partner that they did
 * not find before, so only those are asked again.
 */
function grouped(parts: Part[], size: number): Group[] {
  let groups: Group[] = parts.map((part) => ({ parts: [part], box: part }))
  const asking = new Set(groups)
  while (asking.size > 0) {
    const group = groups.reduce<Group | null>((least, each) => {
      if (!asking.has(each)) return least
      return least === null || longest(each.box) < longest(least.box) ? each : least
    }, null)
    if (group === null) break
    asking.delete(group)
    const partner = partnerOf(group, groups, size)
    if (partner === undefined) continue
    const grown = joined(partner, group)
    groups = groups.flatMap((each) => (each === group ? [] : [each === partner ? grown : each]))
    asking.delete(partner)
    for (const each of groups) if (gapBetween(each.box, grown.box) < reachOfBar * size) asking.add(each)
  }
  return groups
}

function partnerOf(group: Group, groups: Group[], size: number): Group | undefined {
  const { box } = group
  const others = groups.filter((other) => other !== group && longest(boxAbout(box, other.box)) < largestDigit * size)
  const inside = others.find((other) => sharedArea(box, other.box) > 0.35 * Math.min(areaOf(box), areaOf(other.box)))
  if (inside !== undefined || longest(box) >= smallPart * size) return inside
  return others
    .map((other) => ({ other, gap: gapBetween(box, other.box) }))
    .filter(({ gap }) => gap < reachOfBar * size)
    .sort((a, b) => a.gap - b.gap)[0]?.other
}

type Box = Pick<Part, 'left' | 'top' | 'right' | 'bottom'>

const longest = ({ left, top, right, bottom }: Box) => Math.max(right - left, bottom - top)
const areaOf = ({ left, top, right, bottom }: Box) => (right - left) * (bottom - top)

function boxAbout(a: Box, b: Box): Box {
  return {
    left: Math.min(a.left, b.left),
    top: Math.min(a.top, b.top),
    right: Math.max(a.right, b.right),
    bottom: Math.max(a.bottom, b.bottom),
  }
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
function inReadingOrder(groups: Group[], size: number): Group[] {
  const middle = ({ box }: Group) => (box.top + box.bottom) / 2
  const rows: Group[][] = []
  for (const group of [...groups].sort((a, b) => middle(a) - middle(b))) {
    const row = rows.at(-1)
    if (row && middle(group) - middle(row[row.length - 1]) < size / 2) row.push(group)
    else rows.push([group])
  }
  return rows.flatMap((row) => row.sort((a, b) => a.box.left - b.box.left))
}

/** The digit's own parts with their soft edge, nothing of its neighbours. */
function cutOut(ink: GreyImage, labels: Int32Array, { parts, box }: Group): SheetDigit {
  const own = new Set(parts.map(({ label }) => label))
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
