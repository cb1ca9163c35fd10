import { nibFactor } from '#learn/ink/rasterise.ts'
import type { Stroke } from '#learn/ink/stroke.ts'

/** A digit usually takes this share of the pad: what turns a nib in proportion to the digit into one on the pad. */
export const usualDigitSide = 0.65

/** Draws a stroke from its point `first` on: so a growing stroke costs only what is new. Opaque ink may be drawn over. */
export function paintStroke(
  context: CanvasRenderingContext2D,
  { points }: Stroke,
  side: number,
  nib: number,
  first = 0,
): void {
  if (points.length === 0) return
  context.lineCap = 'round'
  context.lineJoin = 'round'
  if (first === 0) {
    context.beginPath()
    context.arc(points[0].x * side, points[0].y * side, (nib * side * nibFactor(points[0])) / 2, 0, 2 * Math.PI)
    context.fill()
  }
  for (let k = Math.max(1, first); k < points.length; k++) {
    context.lineWidth = (nib * side * (nibFactor(points[k - 1]) + nibFactor(points[k]))) / 2
    context.beginPath()
    context.moveTo(points[k - 1].x * side, points[k - 1].y * side)
    context.lineTo(points[k].x * side, points[k].y * side)
    context.stroke()
  }
}
