import type { InkPoint } from '../../ink/stroke.ts'

export type Knot = readonly [x: number, y: number]

/** A Catmull-Rom curve through the knots, `steps` points between two; a knot that stands twice is a corner. */
export function smoothPath(knots: readonly Knot[], steps: number): InkPoint[] {
  const points: InkPoint[] = [{ x: knots[0][0], y: knots[0][1] }]
  let start = 0
  for (let k = 1; k <= knots.length; k++) {
    const ends = k === knots.length || (knots[k][0] === knots[k - 1][0] && knots[k][1] === knots[k - 1][1])
    if (!ends) continue
    for (let i = start; i < k - 1; i++) addSpan(points, knots, i, start, k - 1, steps)
    start = k
  }
  return points
}

function addSpan(
  points: InkPoint[],
  knots: readonly Knot[],
  i: number,
  first: number,
  last: number,
  steps: number,
): void {
  const [ax, ay] = knots[Math.max(first, i - 1)]
  const [bx, by] = knots[i]
  const [cx, cy] = knots[i + 1]
  const [dx, dy] = knots[Math.min(last, i + 2)]
  for (let s = 1; s <= steps; s++) {
    const t = s / steps
    points.push({ x: blend(ax, bx, cx, dx, t), y: blend(ay, by, cy, dy, t) })
  }
}

function blend(a: number, b: number, c: number, d: number, t: number): number {
  return b + 0.5 * t * (c - a + t * (2 * a - 5 * b + 4 * c - d + t * (3 * (b - c) + d - a)))
}
