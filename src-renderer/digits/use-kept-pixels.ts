import { computed, watchEffect } from 'vue'
import { useSession } from '#renderer/session.ts'
import { countKept, keptPixels } from './kept-pixels.ts'
import { useStatistics } from './use-statistics.ts'

/** The training digits' statistics and the mask at the chosen threshold; tells the session how many pixels are kept. */
export function useKeptPixels() {
  const session = useSession()
  const { statistics, error, reload } = useStatistics(() => session.train?.id)
  const mask = computed(() => {
    if (!statistics.value) return null
    // A mask painted for digits of another size does not fit these.
    const own = session.ownMask
    if (own?.length === statistics.value.mean.length) return Uint8Array.from(own)
    return keptPixels(statistics.value, session.threshold)
  })
  watchEffect(() => {
    if (mask.value) session.selectedPixels = countKept(mask.value)
  })
  return { statistics, error, reload, mask }
}
