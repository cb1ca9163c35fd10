import { computed, ref, shallowRef } from 'vue'
import { defineStore } from 'pinia'
import type { DatasetId } from '#rpc/contract/dataset.ts'

export interface Selection {
  dataset: DatasetId
  /** Of that dataset, in the order in which they are shown. */
  rows: Uint32Array
  /** Where it came from, in words: "fours read as 9". */
  sentence: string
  /** What was clicked, so that the figure can mark it: `cell 4 9`, `bin 97`. */
  from: string
}

/** One selection of digits for every place: a click on a cell, bar, bin, point or tile sets it; each view shows it. */
export const useSelection = defineStore('selection', () => {
  const current = shallowRef<Selection | null>(null)
  /** Keys 0 to 9 narrow it to the digits of that label. */
  const digit = ref<number | null>(null)

  /** The same again lets go. */
  function select(selection: Selection) {
    const again = current.value?.from === selection.from && current.value.dataset === selection.dataset
    current.value = again ? null : selection
    digit.value = null
  }

  function clear() {
    current.value = null
    digit.value = null
  }

  /** The same digit again shows all. */
  function narrow(label: number | null) {
    digit.value = digit.value === label ? null : label
  }

  /** The selected rows of a dataset, as `samplePage` filters by them; null: nothing of it is selected. */
  const rowsOf = computed(
    () => (dataset: DatasetId | undefined) =>
      current.value?.dataset === dataset ? (current.value?.rows ?? null) : null,
  )

  return { current, digit, select, clear, narrow, rowsOf }
})
