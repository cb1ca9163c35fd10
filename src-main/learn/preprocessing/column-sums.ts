import type { MemoryOrder } from '../features.ts'
import { joinLeaves, pairwiseLeaves, type RowStretch } from './pairwise-sum.ts'

/** A matrix of terms that is made row by row. */
export interface Terms {
  readonly rows: number
  readonly columns: number
  /** Writes the terms of row i into `out`. */
  read(i: number, out: Float64Array): void
}

/** Column sums, rounded as numpy rounds them in this memory order. */
export function columnSums(terms: Terms, order: MemoryOrder): Float64Array {
  if (order === 'C') return sumStretch(terms, { first: 0, count: terms.rows }, new Float64Array(terms.columns))
  const leaves = pairwiseLeaves(terms.rows)
  return joinLeaves(terms.rows, (leaf) => sumLeaf(terms, leaves[leaf]))
}

function sumStretch({ columns, read }: Terms, { first, count }: RowStretch, sums: Float64Array): Float64Array {
  const row = new Float64Array(columns)
  for (let i = first; i < first + count; i++) {
    read(i, row)
    for (let j = 0; j < columns; j++) sums[j] += row[j]
  }
  return sums
}

/** Eight running sums, row i in sum i mod 8, then the rows left over; fewer than eight rows left to right from -0. */
function sumLeaf(terms: Terms, { first, count }: RowStretch): Float64Array {
  const { columns, read } = terms
  if (count < 8) return sumStretch(terms, { first, count }, new Float64Array(columns).fill(-0))
  const row = new Float64Array(columns)
  const lanes = Array.from({ length: 8 }, () => new Float64Array(columns))
  lanes.forEach((lane, k) => read(first + k, lane))
  const whole = count - (count % 8)
  for (let i = 8; i < whole; i++) {
    read(first + i, row)
    const lane = lanes[i % 8]
    for (let j = 0; j < columns; j++) lane[j] += row[j]
  }
  const [a, b, c, d, e, f, g, h] = lanes
  const sums = new Float64Array(columns)
  for (let j = 0; j < columns; j++) sums[j] = a[j] + b[j] + (c[j] + d[j]) + (e[j] + f[j] + (g[j] + h[j]))
  return sumStretch(terms, { first: first + whole, count: count - whole }, sums)
}
