import { noLabel } from '#learn/datasets/digit-set.ts'
import { formatCount } from '#renderer/format-number.ts'

/** Rows are counted from 1 for people. */
export function describeDigit(row: number, label: number): string {
  return label === noLabel ? `row ${formatCount(row + 1)}, no label` : `row ${formatCount(row + 1)}, a ${label}`
}
