import { computed, type ComputedRef } from 'vue'
import type { ClassName } from '#renderer/digits/class-names.ts'
import type { Judged } from '#renderer/digits/judged.ts'
import { selectionOfDigit } from '#renderer/digits/selection-of-digit.ts'
import type { JudgedDigit } from '#renderer/digits/use-row-digits.ts'
import { useSelection } from '#renderer/selection.ts'

/** How a figure sets the one selection, and knows which of its own marks is the selected one. */
export function useFigureSelection(judged: () => Judged): {
  select(mark: string, rows: Uint32Array, sentence: string): void
  selectOne(digit: JudgedDigit, names: (label: number) => ClassName): void
  /** The mark of this run's figures that is selected. */
  mark: ComputedRef<string | null>
  /** The selected test digits, whatever figure or place they were selected in; null: all are shown alike. */
  rows: ComputedRef<Uint32Array | null>
} {
  const selection = useSelection()
  const prefix = () => `${judged().run}:`
  return {
    select: (mark, rows, sentence) =>
      selection.select({ dataset: judged().dataset, rows, sentence, from: prefix() + mark }),
    selectOne: (digit, names) => selection.select(selectionOfDigit(judged(), digit, names)),
    rows: computed(() => selection.rowsOf(judged().dataset)),
    mark: computed(() => {
      const from = selection.current?.from
      return from?.startsWith(prefix()) ? from.slice(prefix().length) : null
    }),
  }
}
