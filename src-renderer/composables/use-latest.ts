import { onScopeDispose, shallowRef, toValue, watch, type MaybeRefOrGetter, type ShallowRef } from 'vue'
import { hasCode } from '#learn/app-error.ts'

export interface Latest<Answer> {
  /** null before the first answer, without a question, and after an error. */
  answer: ShallowRef<Answer | null>
  error: ShallowRef<unknown>
  loading: ShallowRef<boolean>
  /** Asks the same once more. */
  reload(): Promise<void>
}

/**
 * The answer to the newest question: an earlier call is aborted, and its answer never shows. While a question is on its way there is no
 * answer; with `keep` the former one stays until then, so it must say itself what it answers.
 */
export function useLatest<Question, Answer>(
  question: MaybeRefOrGetter<Question | null>,
  ask: (question: Question, signal: AbortSignal) => Promise<Answer>,
  { keep = false } = {},
): Latest<Answer> {
  const answer = shallowRef<Answer | null>(null)
  const error = shallowRef<unknown>(null)
  const loading = shallowRef(false)
  let asked: AbortController | null = null

  async function reload(): Promise<void> {
    asked?.abort()
    const controller = (asked = new AbortController())
    const now = toValue(question)
    if (!keep || now === null) answer.value = null
    error.value = null
    loading.value = now !== null
    if (now === null) return
    try {
      const given = await ask(now, controller.signal)
      if (asked === controller) answer.value = given
    } catch (failure) {
      if (asked !== controller || hasCode(failure, 'aborted')) return
      answer.value = null
      error.value = failure
    } finally {
      if (asked === controller) loading.value = false
    }
  }

  watch(() => toValue(question), reload, { immediate: true })
  onScopeDispose(() => asked?.abort())
  return { answer, error, loading, reload }
}
