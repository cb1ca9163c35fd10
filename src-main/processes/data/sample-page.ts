import type { DigitSet } from '#learn/datasets/digit-set.ts'
import type { SampleFilter, SamplePage } from '#rpc/contract/dataset.ts'

/** The rows from `offset` on among those that match, `count` at most, with their pixels. */
export function samplePage(set: DigitSet, filter: SampleFilter | undefined, offset: number, count: number): SamplePage {
  const matching = matchingRows(set, filter)
  const total = matching?.length ?? set.rows
  const from = Math.min(offset, total)
  const to = Math.min(from + count, total)
  const rows = matching?.slice(from, to) ?? Uint32Array.from({ length: to - from }, (_, i) => from + i)
  return { total, ...pickRows(set, rows) }
}

export function pickRows({ height, width, pixels, labels }: DigitSet, rows: Uint32Array): Omit<SamplePage, 'total'> {
  const size = height * width
  const picked = new Uint8Array(rows.length * size)
  rows.forEach((row, i) => picked.set(pixels.subarray(row * size, (row + 1) * size), i * size))
  return { rows, labels: Uint8Array.from(rows, (row) => labels[row]), pixels: picked }
}

/** null: all of them. Rows that do not exist are left out. */
function matchingRows(set: DigitSet, filter: SampleFilter | undefined): Uint32Array | null {
  const wanted = filter?.labels === undefined ? null : new Set(filter.labels)
  if (filter?.rows !== undefined) {
    return filter.rows.filter((row) => row < set.rows && (wanted === null || wanted.has(set.labels[row])))
  }
  if (wanted === null) return null
  const matching = new Uint32Array(set.rows)
  let found = 0
  for (let row = 0; row < set.rows; row++) if (wanted.has(set.labels[row])) matching[found++] = row
  return matching.slice(0, found)
}
