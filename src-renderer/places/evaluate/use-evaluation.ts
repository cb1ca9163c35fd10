import { onScopeDispose, shallowRef, watch, type Ref, type ShallowRef } from 'vue'
import { api } from '#renderer/api.ts'
import { hasCode } from '#learn/app-error.ts'
import type { Evaluation, RunId } from '#rpc/contract/run.ts'

/** The evaluation of the run that is chosen; a late answer about an earlier choice never shows. */
export function useEvaluation(run: Ref<RunId | null>): {
  evaluation: ShallowRef<Evaluation | null>
  loading: ShallowRef<boolean>
  error: ShallowRef<unknown>
  reload(): Promise<void>
} {
  const evaluation = shallowRef<Evaluation | null>(null)
  const loading = shallowRef(false)
  const error = shallowRef<unknown>(null)
  let asked: AbortController | null = null

  async function reload(): Promise<void> {
    asked?.abort()
    const controller = (asked = new AbortController())
    error.value = null
    if (run.value === null) {
      evaluation.value = null
      loading.value = false
      return
    }
    loading.value = true
    try {
      const answer = await api.evaluation({ run: run.value }, { signal: controller.signal })
      if (asked === controller) evaluation.value = answer
    } catch (failure) {
      if (asked !== controller || hasCode(failure, 'aborted')) return
      evaluation.value = null
      error.value = failure
    } finally {
      if (asked === controller) loading.value = false
    }
  }

  watch(run, reload, { immediate: true })
  onScopeDispose(() => asked?.abort())
  return { evaluation, loading, error, reload }
}
