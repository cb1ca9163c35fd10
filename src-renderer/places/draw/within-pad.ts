import { strokeBounds, type Stroke } from '#learn/ink/stroke.ts'
import { usualDigitSide } from './paint-ink.ts'

/** Ink of a pen file may be in units of its device: to be shown on the pad, it takes its middle, as large as a digit usually is. */
export function withinPad(strokes: readonly Stroke[]): readonly Stroke[] {
  const bounds = strokeBounds(strokes)
  if (!bounds) return strokes
  const { left, top, right, bottom } = bounds
  if (Math.min(left, top) >= 0 && Math.max(right, bottom) <= 1) return strokes
  const longer = Math.max(right - left, bottom - top)
  const scale = longer > 0 ? usualDigitSide / longer : 1
  const onPad = (value: number, middle: number) => 0.5 + (value - middle) * scale
  return strokes.map((stroke) => ({
    ...stroke,
    points: stroke.points.map((point) => ({
      ...point,
      x: onPad(point.x, (left + right) / 2),
      y: onPad(point.y, (top + bottom) / 2),
    })),
  }))
}
