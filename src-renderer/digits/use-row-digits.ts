import { computed, shallowRef, type Ref } from 'vue'
import { noLabel } from '#learn/datasets/digit-set.ts'
import { api } from '#renderer/api.ts'
import { useLatest } from '#renderer/composables/use-latest.ts'
import { confidenceOf, isWrong, type Judged } from './judged.ts'
import type { SamplePage } from '#rpc/contract/dataset.ts'

export interface JudgedDigit {
  row: number
  /** As the file labels it. */
  label: number
  /** What the model says: a digit, or 1 and 0 where it tells some digits from the rest. */
  predicted: number
  /** null: it carries no label. */
  right: boolean | null
  confidence: number
  pixels: Uint8Array
}

/** The test digits of some rows, in their order, page after page as they are wanted. */
export function useRowDigits(judged: Ref<Judged>, rows: Ref<Uint32Array>, pageSize = 60) {
  /** Where the page begins that is asked for; it holds for these rows alone. */
  const page = shallowRef({ rows: rows.value, offset: 0 })
  const { answer, error, loading, reload } = useLatest(
    () => ({ model: judged.value, all: rows.value, offset: page.value.rows === rows.value ? page.value.offset : 0 }),
    async ({ model, all, offset }, signal): Promise<JudgedDigit[]> => {
      const wanted = all.slice(offset, offset + pageSize)
      if (wanted.length === 0) return []
      const before = offset === 0 ? [] : digits.value.slice(0, offset)
      const found = await api.samplePage(
        { dataset: model.dataset, filter: { rows: wanted }, offset: 0, count: wanted.length },
        { signal },
      )
      return [...before, ...digitsOf(model, found)]
    },
    { keep: true },
  )
  const digits = computed((): JudgedDigit[] => answer.value ?? [])

  function more() {
    if (!loading.value && digits.value.length < rows.value.length)
      page.value = { rows: rows.value, offset: digits.value.length }
  }

  return { digits, loading, error, more, reload }
}

function digitsOf(judged: Judged, page: SamplePage): JudgedDigit[] {
  const size = page.rows.length === 0 ? 0 : page.pixels.length / page.rows.length
  return Array.from(page.rows, (row, k) => ({
    row,
    label: judged.labels[row],
    predicted: judged.predicted[row],
    right: judged.actual[row] === noLabel ? null : !isWrong(judged, row),
    confidence: confidenceOf(judged, row),
    pixels: page.pixels.subarray(k * size, (k + 1) * size),
  }))
}
