import type { Stroke } from './stroke.ts'

/**
 * How much the pressure widens the nib: 0 not at all, 1 as the device says, 2 twice as much. Strokes to paint and to read; what is
 * kept stays as the device gave it. A pressure may then lie outside of 0 to 1.
 */
export function withPressureResponse(strokes: readonly Stroke[], response: number): readonly Stroke[] {
  if (response === 1) return strokes
  return strokes.map((stroke) => ({
    ...stroke,
    points: stroke.points.map((point) =>
      point.pressure === undefined ? point : { ...point, pressure: 0.5 + response * (point.pressure - 0.5) },
    ),
  }))
}
