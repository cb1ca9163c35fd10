import { onScopeDispose, shallowRef, watch } from 'vue'
import { useDebounceFn } from '@vueuse/core'
import { api } from '#renderer/api.ts'
import type { JobForecast, JobSpec } from '#rpc/contract/job.ts'

const waitMs = 400
/** Longer runs than this are offered with fewer rows. */
const slowSeconds = 60
const smallerRows = 10_000

export interface Outlook {
  whole: JobForecast
  /** The same on fewer rows, where the whole would be slow. */
  smaller: (JobForecast & { rows: number }) | null
}

/** What the run that is being put together will take; asked anew a moment after each change. */
export function useForecast(wanted: () => { spec: JobSpec; rows: number } | null) {
  const outlook = shallowRef<Outlook | null>(null)
  let asking = new AbortController()

  const ask = useDebounceFn(async () => {
    const now = wanted()
    asking.abort()
    asking = new AbortController()
    const { signal } = asking
    if (!now) {
      outlook.value = null
      return
    }
    try {
      const whole = await api.forecast({ spec: now.spec }, { signal })
      const slow = whole.seconds > slowSeconds && now.rows > smallerRows
      const less = slow ? await api.forecast({ spec: { ...now.spec, rows: smallerRows } }, { signal }) : null
      if (!signal.aborted) outlook.value = { whole, smaller: less && { ...less, rows: smallerRows } }
    } catch {
      // What is wrong with the run is said at its fields and when it is started.
      if (!signal.aborted) outlook.value = null
    }
  }, waitMs)

  watch(() => JSON.stringify(wanted()), ask, { immediate: true })
  onScopeDispose(() => asking.abort())
  return outlook
}
