import type { DigitSet } from './digit-set.ts'

const enough = 1000

/** Rows spread over the whole set, since files are often sorted by class. */
export function someRows({ rows }: DigitSet, count = enough): number[] {
  const some = Math.min(rows, count)
  return Array.from({ length: some }, (_, i) => Math.floor((i * rows) / some))
}
