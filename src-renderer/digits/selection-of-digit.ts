import { noLabel } from '#learn/datasets/digit-set.ts'
import { formatCount } from '#renderer/format-number.ts'
import type { Selection } from '#renderer/selection.ts'
import type { ClassName } from './class-names.ts'
import type { Judged } from './judged.ts'
import type { JudgedDigit } from './use-row-digits.ts'

/** One test digit alone, whatever figure it was taken from. */
export function selectionOfDigit(
  { dataset }: Judged,
  { row, label, predicted }: JudgedDigit,
  names: (label: number) => ClassName,
): Selection {
  const what = label === noLabel ? 'without a label,' : `a ${label}`
  return {
    dataset,
    rows: Uint32Array.of(row),
    sentence: `Test row ${formatCount(row + 1)}, ${what} read as ${names(predicted).short}`,
    from: `digit ${row}`,
  }
}
