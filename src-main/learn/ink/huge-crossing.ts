import { strokeBounds, type InkPoint, type Stroke } from './stroke.ts'

/** Of the length of the rest. The bars and stems of digits are shorter, or end where the rest is. */
const hugeFactor = 2
/** Chord over path: a stroke that turns is part of a digit. */
const straight = 0.9

/** Whether one straight stroke runs through the rest and is at least twice as long: a line that crosses a digit out, or a slip. */
export function hasHugeCrossing(strokes: readonly Stroke[]): boolean {
  return strokes.some((stroke) => {
    const rest = strokeBounds(strokes.filter((other) => other !== stroke))
    const first = stroke.points.at(0)
    const last = stroke.points.at(-1)
    if (rest === null || first === undefined || last === undefined) return false
    const chord = distance(first, last)
    const size = Math.max(rest.right - rest.left, rest.bottom - rest.top)
    if (chord === 0 || size === 0 || chord < hugeFactor * size || chord < straight * pathLength(stroke.points))
      return false
    // Where the middle of the rest lies along the line: 0 at its beginning, 1 at its end.
    const x = (rest.left + rest.right) / 2 - first.x
    const y = (rest.top + rest.bottom) / 2 - first.y
    const dx = last.x - first.x
    const dy = last.y - first.y
    const along = (x * dx + y * dy) / (chord * chord)
    // The stem of a four stands beside the rest.
    const beside = Math.abs(x * dy - y * dx) / chord
    return along > 0.25 && along < 0.75 && beside < size / 4
  })
}

function distance(a: InkPoint, b: InkPoint): number {
  return Math.sqrt((a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y))
}

function pathLength(points: readonly InkPoint[]): number {
  return points.reduce((sum, point, k) => sum + (k === 0 ? 0 : distance(points[k - 1], point)), 0)
}
