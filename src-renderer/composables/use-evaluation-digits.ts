import { onScopeDispose, shallowRef, watch, type Ref, type ShallowRef } from 'vue'
import { api } from '#renderer/api.ts'
import { hasCode } from '#learn/app-error.ts'
import type { EvaluationFilter, JudgedPage, RunSummary } from '#rpc/contract/run.ts'

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

const pageSize = 120

/** The digits that match the filter, page after page as they are wanted. */
export function useEvaluationDigits(
  run: Ref<Pick<RunSummary, 'id' | 'spec'>>,
  filter: Ref<EvaluationFilter>,
): {
  digits: ShallowRef<JudgedDigit[]>
  total: ShallowRef<number>
  loading: ShallowRef<boolean>
  error: ShallowRef<unknown>
  more(): Promise<void>
} {
  const digits = shallowRef<JudgedDigit[]>([])
  const total = shallowRef(0)
  const loading = shallowRef(false)
  const error = shallowRef<unknown>(null)
  let asked: AbortController | null = null

  async function load(offset: number): Promise<void> {
    asked?.abort()
    const controller = (asked = new AbortController())
    loading.value = true
    error.value = null
    try {
      const page = await api.judgedPage(
        { run: run.value.id, filter: { ...filter.value }, offset, count: pageSize },
        { signal: controller.signal },
      )
      if (asked !== controller) return
      total.value = page.total
      digits.value = [...(offset === 0 ? [] : digits.value), ...digitsOf(page, run.value.spec.pipeline.positive)]
    } catch (failure) {
      if (asked === controller && !hasCode(failure, 'aborted')) error.value = failure
    } finally {
      if (asked === controller) loading.value = false
    }
  }

  async function more(): Promise<void> {
    if (!loading.value && digits.value.length < total.value) await load(digits.value.length)
  }

  watch(
    [() => run.value.id, filter],
    ([now], [before]) => {
      if (now !== before) {
        digits.value = []
        total.value = 0
      }
      void load(0)
    },
    { immediate: true },
  )
  onScopeDispose(() => asked?.abort())
  return { digits, total, loading, error, more }
}

function digitsOf(page: JudgedPage, positive: number[] | undefined): JudgedDigit[] {
  const size = page.rows.length === 0 ? 0 : page.pixels.length / page.rows.length
  return Array.from(page.rows, (row, k) => ({
    row,
    label: page.labels[k],
    predicted: page.predicted[k],
    right: page.predicted[k] === (positive ? Number(positive.includes(page.labels[k])) : page.labels[k]),
    confidence: page.confidence[k],
    pixels: page.pixels.subarray(k * size, (k + 1) * size),
  }))
}
