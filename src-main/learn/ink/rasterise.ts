import { blankImage } from './grey-image.ts'
import type { GreyImage } from './grey-image.ts'
import type { InkPoint, Stroke } from './stroke.ts'

/** Full pressure widens the nib by this share, none narrows it by as much. */
const pressureSpan = 0.3

/** Which part of the plane is drawn, and how finely. */
export interface Raster {
  left: number
  top: number
  /** Pixels for one unit of the strokes. */
  scale: number
  height: number
  width: number
}

/** Share of the nominal nib width at a point. */
export function nibFactor(point: InkPoint): number {
  return point.pressure === undefined ? 1 : 1 + pressureSpan * (2 * point.pressure - 1)
}

/**
 * Draws strokes with a round nib of width `nib` (in the unit of the strokes). A pixel's level is its distance to the edge of the
 * ink, one pixel wide: 255 clamp(radius - distance + 1/2, 0, 1), the largest over all segments. Only + - * / and sqrt are used,
 * so the bytes are the same on every engine.
 */
export function rasterise(strokes: readonly Stroke[], nib: number, raster: Raster): GreyImage {
  const image = blankImage(raster.height, raster.width)
  const { left, top, scale } = raster
  const radius = (nib * scale) / 2
  for (const { points } of strokes) {
    if (points.length === 0) continue
    let x0 = (points[0].x - left) * scale
    let y0 = (points[0].y - top) * scale
    let r0 = radius * nibFactor(points[0])
    if (points.length === 1) drawSegment(image, x0, y0, r0, x0, y0, r0)
    for (let k = 1; k < points.length; k++) {
      const x1 = (points[k].x - left) * scale
      const y1 = (points[k].y - top) * scale
      const r1 = radius * nibFactor(points[k])
      drawSegment(image, x0, y0, r0, x1, y1, r1)
      x0 = x1
      y0 = y1
      r0 = r1
    }
  }
  return image
}

/** In pixels; the radius goes evenly from r0 to r1. */
function drawSegment(image: GreyImage, x0: number, y0: number, r0: number, x1: number, y1: number, r1: number): void {
  const { width, height, pixels } = image
  const reach = Math.max(r0, r1) + 0.5
  const firstColumn = Math.max(0, Math.floor(Math.min(x0, x1) - reach))
  const lastColumn = Math.min(width - 1, Math.ceil(Math.max(x0, x1) + reach))
  const firstRow = Math.max(0, Math.floor(Math.min(y0, y1) - reach))
  const lastRow = Math.min(height - 1, Math.ceil(Math.max(y0, y1) + reach))
  const dx = x1 - x0
  const dy = y1 - y0
  const lengthSquared = dx * dx + dy * dy
  const inverse = lengthSquared > 0 ? 1 / lengthSquared : 0
  for (let row = firstRow; row <= lastRow; row++) {
    const py = row + 0.5 - y0
    for (let column = firstColumn, at = row * width + firstColumn; column <= lastColumn; column++, at++) {
      if (pixels[at] === 255) continue
      const px = column + 0.5 - x0
      let t = (px * dx + py * dy) * inverse
      if (t < 0) t = 0
      else if (t > 1) t = 1
      const ex = px - t * dx
      const ey = py - t * dy
      const outer = r0 + t * (r1 - r0) + 0.5
      const squared = ex * ex + ey * ey
      if (squared >= outer * outer) continue
      const level = outer - Math.sqrt(squared)
      const grey = level >= 1 ? 255 : Math.floor(level * 255 + 0.5)
      if (grey > pixels[at]) pixels[at] = grey
    }
  }
}
