import { watch, type Ref } from 'vue'
import { centredSize } from '#learn/ink/centre-by-mass.ts'
import type { RunId } from '#rpc/contract/run.ts'
import { api } from '#renderer/api.ts'
import { useShown } from '#renderer/composables/use-shown.ts'

/**
 * Large models are read and laid out at the first digit they are asked about, which takes a second or two: so they are asked about a
 * blank one as soon as the pad is shown, and the first stroke need not wait. Ink that is there already (`pixels`) is asked about anyway.
 */
export function useReadyModels(runs: Readonly<Ref<RunId[]>>, pixels: Readonly<Ref<Uint8Array | null>>) {
  const shown = useShown()
  watch(
    () => (shown.value ? runs.value.join() : ''),
    (wanted) => {
      if (wanted === '' || pixels.value) return
      // Whatever is wrong with a model is said when it is asked about ink.
      api.predictDigit({ runs: runs.value, pixels: new Uint8Array(centredSize ** 2) }).catch(() => undefined)
    },
    { immediate: true },
  )
}
