import type { Stroke } from '#learn/ink/stroke.ts'

/** A kept digit counts its time from its own first point; the pad counts on from digit to digit. */
export function clockFromFirstPoint(strokes: readonly Stroke[]): Stroke[] {
  const origin = strokes.flatMap(({ points }) => points).find(({ ms }) => ms !== undefined)?.ms ?? 0
  return strokes.map((stroke) => ({
    ...stroke,
    points: stroke.points.map((point) =>
      point.ms === undefined ? point : { ...point, ms: Math.round((point.ms - origin) * 10) / 10 },
    ),
  }))
}
