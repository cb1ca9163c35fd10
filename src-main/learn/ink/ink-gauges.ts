import { strokeBounds, type Stroke } from './stroke.ts'

export interface InkGauge {
  name: 'size' | 'offset' | 'slant' | 'width'
  value: number
  /** Where nine of ten of MNIST's training digits lie (5 % and 95 %); for size and offset: what a pad suggests. */
  usual: readonly [low: number, high: number]
}

/** Longer side and distance of the middle from the pad's, as shares of the pad; slant in degrees; width in pixels of the 28. */
const usual = {
  size: [0.35, 0.9],
  offset: [0, 0.2],
  slant: [-21, 21],
  width: [1.6, 3.4],
} as const

/** How unlike MNIST the ink is: of the strokes what normalising takes away, of the normalised pixels what it leaves. */
export function inkGauges(strokes: readonly Stroke[], side: number, pixels: Uint8Array): InkGauge[] {
  const bounds = strokeBounds(strokes)
  if (bounds === null) return []
  const width = bounds.right - bounds.left
  const height = bounds.bottom - bounds.top
  const dx = (bounds.left + bounds.right) / 2 / side - 0.5
  const dy = (bounds.top + bounds.bottom) / 2 / side - 0.5
  return [
    { name: 'size', value: Math.max(width, height) / side, usual: usual.size },
    { name: 'offset', value: Math.sqrt(dx * dx + dy * dy), usual: usual.offset },
    { name: 'slant', value: slantOf(pixels), usual: usual.slant },
    { name: 'width', value: widthOf(pixels), usual: usual.width },
  ]
}

/** Degrees, positive to the right: the angle whose tangent is sum I (x - cx)(cy - y) / sum I (y - cy)^2. */
export function slantOf(pixels: Uint8Array): number {
  const side = Math.sqrt(pixels.length)
  let mass = 0
  let sumX = 0
  let sumY = 0
  pixels.forEach((ink, at) => {
    mass += ink
    sumX += ink * (at % side)
    sumY += ink * Math.floor(at / side)
  })
  let covariance = 0
  let variance = 0
  pixels.forEach((ink, at) => {
    const y = Math.floor(at / side) - sumY / mass
    covariance -= ink * ((at % side) - sumX / mass) * y
    variance += ink * y * y
  })
  return variance > 0 ? (Math.atan(covariance / variance) * 180) / Math.PI : 0
}

/** Area over length: twice the ink over its outline, since a long stroke of width w and length l has 2 l of outline. */
export function widthOf(pixels: Uint8Array): number {
  const side = Math.sqrt(pixels.length)
  let ink = 0
  let edge = 0
  pixels.forEach((level, at) => {
    const right = (at + 1) % side === 0 ? 0 : pixels[at + 1]
    const below = at + side < pixels.length ? pixels[at + side] : 0
    ink += level
    const across = level - right
    const down = level - below
    edge += Math.sqrt(across * across + down * down)
  })
  return edge > 0 ? (2 * ink) / edge : 0
}
