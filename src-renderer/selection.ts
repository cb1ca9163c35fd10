import { computed, shallowRef } from 'vue'
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
  /** What was selected, before keys 0 to 9 narrow it. */
  const whole = shallowRef<Selection | null>(null)
  const narrowed = shallowRef<{ digit: number; labels: Uint8Array } | null>(null)
  const digit = computed(() => narrowed.value?.digit ?? null)

  /** What counts as selected everywhere: the selection, of it the digits of one label where a key narrows it. */
  const current = computed<Selection | null>(() => {
    if (whole.value === null || narrowed.value === null) return whole.value
    const { digit: only, labels } = narrowed.value
    return {
      ...whole.value,
      rows: whole.value.rows.filter((row) => labels[row] === only),
      sentence: `${whole.value.sentence}, only ${only}s`,
    }
  })

  /** The same again lets go. */
  function select(selection: Selection) {
    const again = whole.value?.from === selection.from && whole.value.dataset === selection.dataset
    whole.value = again ? null : selection
    narrowed.value = null
  }

  function clear() {
    whole.value = null
    narrowed.value = null
  }

  /** To the digits of a label, by the labels of all rows: of the selection, or of `all` where nothing of its dataset is selected. The same digit again shows the whole. */
  function narrow(label: number, labels: Uint8Array, all: Selection) {
    const again = digit.value === label
    narrowed.value = again ? null : { digit: label, labels }
    if (whole.value?.dataset !== all.dataset) whole.value = all
    if (again && whole.value.from === all.from) whole.value = null
  }

  /** The selected rows of a dataset, as `samplePage` filters by them; null: nothing of it is selected. */
  const rowsOf = computed(
    () => (dataset: DatasetId | undefined) =>
      current.value?.dataset === dataset ? (current.value?.rows ?? null) : null,
  )

  return { current, digit, select, clear, narrow, rowsOf }
})
