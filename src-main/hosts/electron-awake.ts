import type { PowerSaveBlocker } from 'electron'
import type { AppCore } from '#app/app-core.ts'
import { jobsUnderWay } from './jobs-under-way.ts'

/** Keeps the machine from sleeping while a job is under way; the screen may go dark. */
export function stayAwakeForJobs(core: Pick<AppCore, 'on'>, blocker: PowerSaveBlocker): void {
  let block: number | null = null
  const busy = jobsUnderWay(core, () => {
    if (busy.size > 0) block ??= blocker.start('prevent-app-suspension')
    else if (block !== null) {
      blocker.stop(block)
      block = null
    }
  })
}
