import { shallowRef, type ShallowRef } from 'vue'
import { api } from '#renderer/api.ts'
import type { RunId } from '#rpc/contract/run.ts'

/** What can be done with kept runs. The list itself is the session's, which hears of every change from the core. */
export function useRuns(): {
  error: ShallowRef<unknown>
  rename(run: RunId, name: string): Promise<boolean>
  remove(runs: RunId[]): Promise<boolean>
} {
  const error = shallowRef<unknown>(null)

  async function attempt(call: () => Promise<void>): Promise<boolean> {
    error.value = null
    try {
      await call()
      return true
    } catch (failure) {
      error.value = failure
      return false
    }
  }

  return {
    error,
    rename: (run, name) =>
      attempt(async () => {
        await api.renameRun({ run, name })
      }),
    remove: (runs) =>
      attempt(async () => {
        for (const run of runs) await api.deleteRun({ run })
      }),
  }
}
