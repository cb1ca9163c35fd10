import type { AppCore } from '#app/app-core.ts'
import type { JobId, JobSnapshot } from '#rpc/contract/job.ts'

const working: ReadonlySet<JobSnapshot['state']> = new Set(['queued', 'running', 'stopping'])

/** Follows the jobs that have not ended; `changed` is told whenever one begins or ends. */
export function jobsUnderWay(core: Pick<AppCore, 'on'>, changed: () => void = () => undefined): ReadonlySet<JobId> {
  const busy = new Set<JobId>()
  core.on('jobChanged', (job) => {
    if (working.has(job.state)) busy.add(job.id)
    else busy.delete(job.id)
    changed()
  })
  core.on('jobRemoved', ({ job }) => {
    busy.delete(job)
    changed()
  })
  return busy
}
