import type { InkPoint, Stroke } from '#learn/ink/stroke.ts'

/** Whether the eraser, moved from one point to another, comes within `radius` of the path of the nib. */
export function strokeTouches(stroke: Stroke, from: InkPoint, to: InkPoint, radius: number): boolean {
  const { points } = stroke
  for (let k = 0; k < points.length; k++) {
    const next = points[Math.min(k + 1, points.length - 1)]
    if (segmentsCross(points[k], next, from, to)) return true
    const nearest = Math.min(
      distanceToSegment(from, points[k], next),
      distanceToSegment(to, points[k], next),
      distanceToSegment(points[k], from, to),
      distanceToSegment(next, from, to),
    )
    if (nearest <= radius) return true
  }
  return false
}

function distanceToSegment(p: InkPoint, a: InkPoint, b: InkPoint): number {
  const dx = b.x - a.x
  const dy = b.y - a.y
  const lengthSquared = dx * dx + dy * dy
  const along = lengthSquared > 0 ? ((p.x - a.x) * dx + (p.y - a.y) * dy) / lengthSquared : 0
  const t = Math.min(1, Math.max(0, along))
  return Math.hypot(p.x - a.x - t * dx, p.y - a.y - t * dy)
}

function segmentsCross(a: InkPoint, b: InkPoint, c: InkPoint, d: InkPoint): boolean {
  const side = (p: InkPoint, q: InkPoint, r: InkPoint) => (q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x)
  return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0
}
