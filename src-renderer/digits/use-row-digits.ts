import { onScopeDispose, shallowRef, watch, type Ref, type ShallowRef } from 'vue'
import { api } from '#renderer/api.ts'
import { hasCode } from '#learn/app-error.ts'
import { confidenceOf, isWrong, type Judged } from './judged.ts'
import type { SamplePage } from '#rpc/contract/dataset.ts'

export interface JudgedDigit {
  row: number
  /** As the file labels it. */
  label: number
  /** What the model says: a digit, or 1 and 0 where it tells some digits from the rest. */
  predicted: number
  right: boolean
  confidence: number
  pixels: Uint8Array
}

/** The test digits of some rows, in their order, page after page as they are wanted. */
export function useRowDigits(
  judged: Ref<Judged>,
  rows: Ref<Uint32Array>,
  pageSize = 60,
): {
  digits: ShallowRef<JudgedDigit[]>
  loading: ShallowRef<boolean>
  error: ShallowRef<unknown>
  more(): Promise<void>
} {
  const digits = shallowRef<JudgedDigit[]>([])
  const loading = shallowRef(false)
  const error = shallowRef<unknown>(null)
  let asked: AbortController | null = null

  async function load(offset: number): Promise<void> {
    asked?.abort()
    const controller = (asked = new AbortController())
    const wanted = rows.value.slice(offset, offset + pageSize)
    const model = judged.value
    loading.value = true
    error.value = null
    try {
      const page =
        wanted.length === 0
          ? null
          : await api.samplePage(
              { dataset: model.dataset, filter: { rows: wanted }, offset: 0, count: wanted.length },
              { signal: controller.signal },
            )
      if (asked !== controller) return
      digits.value = [...(offset === 0 ? [] : digits.value), ...(page ? digitsOf(model, page) : [])]
    } catch (failure) {
      if (asked === controller && !hasCode(failure, 'aborted')) error.value = failure
    } finally {
      if (asked === controller) loading.value = false
    }
  }

  async function more(): Promise<void> {
    if (!loading.value && digits.value.length < rows.value.length) await load(digits.value.length)
  }

  watch([judged, rows], () => void load(0), { immediate: true })
  onScopeDispose(() => asked?.abort())
  return { digits, loading, error, more }
}

function digitsOf(judged: Judged, page: SamplePage): JudgedDigit[] {
  const size = page.rows.length === 0 ? 0 : page.pixels.length / page.rows.length
  return Array.from(page.rows, (row, k) => ({
    row,
    label: page.labels[k],
    predicted: judged.predicted[row],
    right: !isWrong(judged, row),
    confidence: confidenceOf(judged, row),
    pixels: page.pixels.subarray(k * size, (k + 1) * size),
  }))
}
