import type { Segment } from './two-class-problem.ts'

/** Training rows sorted by class, in their own order within one. */
export interface ClassOrder {
  readonly order: Int32Array
  /** Class k holds positions [starts[k], starts[k + 1]). */
  readonly starts: number[]
}

export function classOrder(y: Uint8Array, classes: number[]): ClassOrder {
  const counts = new Int32Array(256)
  for (const label of y) counts[label]++
  const starts = [0]
  for (const label of classes) starts.push(starts[starts.length - 1] + counts[label])
  const wanted = new Uint8Array(256)
  const next = new Int32Array(256)
  classes.forEach((label, k) => {
    wanted[label] = 1
    next[label] = starts[k]
  })
  const order = new Int32Array(starts[classes.length])
  for (let row = 0; row < y.length; row++) if (wanted[y[row]] === 1) order[next[y[row]]++] = row
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
