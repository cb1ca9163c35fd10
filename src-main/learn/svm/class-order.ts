import type { Segment } from './two-class-problem.ts'

/** Training rows sorted by class, in their own order within one. */
export interface ClassOrder {
  readonly order: Int32Array
  /** Class k holds positions [starts[k], starts[k + 1]). */
  readonly starts: number[]
}

export function classOrder(y: Uint8Array, classes: number[]): ClassOrder {
  const starts = [0]
  for (const label of classes) starts.push(starts[starts.length - 1] + y.reduce((n, l) => n + (l === label ? 1 : 0), 0))
  const next = starts.slice()
  const indexOf = new Map(classes.map((label, k) => [label, k]))
  const order = new Int32Array(starts[classes.length])
  y.forEach((label, row) => {
    const k = indexOf.get(label)
    if (k !== undefined) order[next[k]++] = row
  })
  return { order, starts }
}

/** A two-class problem by class numbers; no `negative` means all other classes. */
export interface Contest {
  readonly positive: number
  readonly negative?: number
}

export function segmentsOf({ positive, negative }: Contest, starts: number[]): Segment[] {
  const segments: Segment[] = []
  for (let k = 0; k + 1 < starts.length; k++) {
    if (k !== positive && negative !== undefined && k !== negative) continue
    segments.push({ first: starts[k], last: starts[k + 1], sign: k === positive ? 1 : -1 })
  }
  return segments
}
