import { onScopeDispose, shallowRef, watch, type Ref, type ShallowRef } from 'vue'
import { hasCode } from '#learn/app-error.ts'
import type { RunId } from '#rpc/contract/run.ts'

export interface RunAnswer<Answer> {
  /** null while it is on its way, and without a run. */
  answer: ShallowRef<Answer | null>
  error: ShallowRef<unknown>
  reload(): Promise<void>
}

/** What the core says of the chosen run; a late answer about an earlier choice never shows. */
export function useRunAnswer<Answer>(
  run: Ref<RunId | null>,
  ask: (run: RunId, signal: AbortSignal) => Promise<Answer>,
): RunAnswer<Answer> {
  const answer = shallowRef<Answer | null>(null)
  const error = shallowRef<unknown>(null)
  let asked: AbortController | null = null

  async function reload(): Promise<void> {
    asked?.abort()
    const controller = (asked = new AbortController())
    answer.value = null
    error.value = null
    if (run.value === null) return
    try {
      const given = await ask(run.value, controller.signal)
      if (asked === controller) answer.value = given
    } catch (failure) {
      if (asked === controller && !hasCode(failure, 'aborted')) error.value = failure
    }
  }

  watch(run, reload, { immediate: true })
  onScopeDispose(() => asked?.abort())
  return { answer, error, reload }
}
