import { onScopeDispose, shallowRef, watch, type Ref } from 'vue'
import type { RunId, SeenDigit } from '#rpc/contract/run.ts'
import { api } from '#renderer/api.ts'

/** Live answers must not wait for it. */
const restMs = 150

/** The digit as the chosen model's classifier gets it, asked when the pen rests. `stale`: of older ink. */
export function useSeenDigit(run: Readonly<Ref<RunId | null>>, pixels: Readonly<Ref<Uint8Array | null>>) {
  const seen = shallowRef<SeenDigit | null>(null)
  const stale = shallowRef(false)
  let timer: ReturnType<typeof setTimeout> | undefined
  let asking: AbortController | null = null

  async function ask(id: RunId, digit: Uint8Array) {
    const mine = (asking = new AbortController())
    // The answers say what is wrong with a model; without it there is nothing to see.
    const answer = await api.seenDigit({ run: id, pixels: digit }, { signal: mine.signal }).catch(() => null)
    if (mine.signal.aborted) return
    seen.value = answer
    stale.value = false
  }

  function stop() {
    clearTimeout(timer)
    asking?.abort()
  }

  watch(
    [run, pixels],
    ([id, digit], [before]) => {
      stop()
      stale.value = true
      if (id !== before || !digit) seen.value = null
      if (id && digit) timer = setTimeout(() => void ask(id, digit), restMs)
    },
    { immediate: true },
  )
  onScopeDispose(stop)
  return { seen, stale }
}
