import type { Stroke } from '#learn/ink/stroke.ts'

/**
 * How much the pressure widens the nib: 0 not at all, 1 as the device says, 2 twice as much. Strokes to paint and to read; what is
 * kept stays as the device gave it.
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
