import { computed } from 'vue'
import { refDebounced } from '@vueuse/core'
import { api } from '#renderer/api.ts'
import { useLatest } from '#renderer/composables/use-latest.ts'
import type { JobForecast, JobSpec } from '#rpc/contract/job.ts'

const waitMs = 400
/** Longer runs than this are offered with fewer rows. */
const slowSeconds = 60
const smallerSizes = [10_000, 2_000, 500]

export interface Outlook {
  whole: JobForecast
  /** The same on fewer rows, where the whole would be slow. */
  smaller: (JobForecast & { rows: number }) | null
}

/** What the run that is being put together will take; asked anew a moment after each change. */
export function useForecast(wanted: () => { spec: JobSpec; rows: number } | null) {
  const key = computed(() => JSON.stringify(wanted()))
  const rested = refDebounced(key, waitMs)
  // What is wrong with the run is said at its fields and when it is started, so the error is not shown.
  const { answer } = useLatest<string, Outlook | null>(
    rested,
    async (_, signal) => {
      const now = wanted()
      if (!now) return null
      const whole = await api.forecast({ spec: now.spec }, { signal })
      const rows = whole.seconds > slowSeconds ? smallerSizes.find((size) => size <= now.rows / 2) : undefined
      const less = rows === undefined ? null : await api.forecast({ spec: { ...now.spec, rows } }, { signal })
      return { whole, smaller: less && rows ? { ...less, rows } : null }
    },
    { keep: true },
  )
  return answer
}
