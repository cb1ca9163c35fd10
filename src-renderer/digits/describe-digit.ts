import { noLabel } from '#learn/datasets/digit-set.ts'
import { formatCount } from '#renderer/format-number.ts'

/** "7", or what stands for a missing label. */
export function labelText(label: number, missing = '?'): string {
  return label === noLabel ? missing : String(label)
}

/** Rows are counted from 1 for people. */
export function describeDigit(row: number, label: number): string {
  return label === noLabel ? `row ${formatCount(row + 1)}, no label` : `row ${formatCount(row + 1)}, a ${label}`
}
