import type { AppCore } from '#app/app-core.ts'
import { isUnderWay, type JobId } from '#rpc/contract/job.ts'

/** Follows the jobs that have not ended; `changed` is told whenever one begins or ends. */
export function jobsUnderWay(core: Pick<AppCore, 'on'>, changed: () => void = () => undefined): ReadonlySet<JobId> {
  const busy = new Set<JobId>()
  core.on('jobChanged', (job) => {
    if (isUnderWay(job)) busy.add(job.id)
    else busy.delete(job.id)
    changed()
  })
  core.on('jobRemoved', ({ job }) => {
    busy.delete(job)
    changed()
  })
  return busy
}
