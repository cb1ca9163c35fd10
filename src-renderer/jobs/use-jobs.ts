import { shallowRef, type ShallowRef } from 'vue'
import { api } from '#renderer/api.ts'
import type { JobId, JobSpec } from '#rpc/contract/job.ts'

/** What can be done with jobs. The list itself is the session's; `error` is that of the last call that failed. */
export function useJobs(): {
  error: ShallowRef<unknown>
  start(spec: JobSpec): Promise<JobId | null>
  stop(job: JobId): Promise<void>
  clear(job: JobId): Promise<void>
} {
  const error = shallowRef<unknown>(null)

  async function attempt<T>(call: () => Promise<T>): Promise<T | null> {
    error.value = null
    try {
      return await call()
    } catch (failure) {
      error.value = failure
      return null
    }
  }

  return {
    error,
    start: (spec) => attempt(() => api.startJob({ spec })),
    stop: async (job) => {
      await attempt(() => api.stopJob({ job }))
    },
    clear: async (job) => {
      await attempt(() => api.clearJob({ job }))
    },
  }
}
