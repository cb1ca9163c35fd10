import { blankImage } from './grey-image.ts'
import type { GreyImage } from './grey-image.ts'

/**
 * Shears a digit upright about its centre of mass, which comes to lie on index m = floor(side / 2), MNIST's own 14 for 28 pixels:
 *   out(r, c) = in(cy + r - m, cx + (c - m) + a (r - m)),   a = sum I (x - cx)(y - cy) / sum I (y - cy)^2
 * bilinear, 0 outside, rounded to 0..255.
 */
export function deskew(image: GreyImage): GreyImage {
  const out = blankImage(image.height, image.width)
  deskewInto(image.pixels, image.height, image.width, out.pixels)
  return out
}

/** The same on bare bytes, for many digits in a row: reads and writes height x width values. */
export function deskewInto(pixels: Uint8Array, height: number, width: number, out: Uint8Array): void {
  let mass = 0
  let sumX = 0
  let sumY = 0
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at++) {
      const ink = pixels[at]
      mass += ink
      sumX += ink * x
      sumY += ink * y
    }
  }
  if (mass === 0) {
    out.fill(0)
    return
  }
  const cx = sumX / mass
  const cy = sumY / mass
  let covariance = 0
  let variance = 0
  for (let y = 0, at = 0; y < height; y++) {
    for (let x = 0; x < width; x++, at++) {
      const ink = pixels[at]
      if (ink === 0) continue
      covariance += ink * (x - cx) * (y - cy)
      variance += ink * (y - cy) * (y - cy)
    }
  }
  const slant = variance > 0 ? covariance / variance : 0
  const level = (y: number, x: number) => (y < 0 || x < 0 || y >= height || x >= width ? 0 : pixels[y * width + x])
  const middleRow = Math.floor(height / 2)
  const middleColumn = Math.floor(width / 2)
  for (let r = 0; r < height; r++) {
    const down = r - middleRow
    const y = cy + down
    const top = Math.floor(y)
    const fy = y - top
    for (let c = 0; c < width; c++) {
      const x = cx + (c - middleColumn) + slant * down
      const left = Math.floor(x)
      const fx = x - left
      const above = (1 - fx) * level(top, left) + fx * level(top, left + 1)
      const below = (1 - fx) * level(top + 1, left) + fx * level(top + 1, left + 1)
      out[r * width + c] = Math.round((1 - fy) * above + fy * below)
    }
  }
}
