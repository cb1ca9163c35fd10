import type { PowerSaveBlocker } from 'electron'
import type { AppCore } from '#app/app-core.ts'
import type { JobId, JobSnapshot } from '#rpc/contract/job.ts'

const working: ReadonlySet<JobSnapshot['state']> = new Set(['queued', 'running', 'stopping'])

/** Keeps the machine from sleeping while a job is under way; the screen may go dark. */
export function stayAwakeForJobs(core: Pick<AppCore, 'on'>, blocker: PowerSaveBlocker): void {
  const busy = new Set<JobId>()
  let block: number | null = null
  const update = () => {
    if (busy.size > 0) block ??= blocker.start('prevent-app-suspension')
    else if (block !== null) {
      blocker.stop(block)
      block = null
    }
  }
  core.on('jobChanged', (job) => {
    if (working.has(job.state)) busy.add(job.id)
    else busy.delete(job.id)
    update()
  })
  core.on('jobRemoved', ({ job }) => {
    busy.delete(job)
    update()
  })
}
