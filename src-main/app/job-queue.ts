import { randomUUID } from 'node:crypto'
import { AppError, hasCode } from '#learn/app-error.ts'
import { isUnderWay, type JobId, type JobProgress, type JobSnapshot, type JobSpec } from '#rpc/contract/job.ts'
import type { Remote } from '#rpc/contract/remote.ts'
import type { RunSummary } from '#rpc/contract/run.ts'
import type { TrainingApi } from '#rpc/contract/training-api.ts'
import { toWireError } from '#rpc/wire.ts'
import { ThinnedTrace } from './thinned-trace.ts'

export interface JobQueueOptions {
  training: Pick<Remote<TrainingApi>, 'fit' | 'stop'>
  /** null: there is a training process to ask. One that died young is started again only after a while. */
  trainingReady(): Promise<void> | null
  /** Ends a training process that does not answer. */
  replaceTraining(): void
  changed(job: JobSnapshot): void
  removed(job: JobId): void
  ended(summary: RunSummary): void
  /** How long a job that was told to stop may show no sign of life. */
  patienceMs?: number
  /** Least time between two reports of progress. */
  everyMs?: number
}

interface Running {
  id: JobId
  trace: ThinnedTrace
  lastReport: number
  lastSign: number
  pending: NodeJS.Timeout | undefined
  watch: NodeJS.Timeout | undefined
  /** Set when its process was replaced because it did not stop. */
  given: boolean
}

const noProgress: JobProgress = { phase: 'starting', fraction: 0, secondsLeft: null, objective: null, memoryMB: 0 }

/** Jobs in the order they came; one runs at a time, since it takes every core. */
export class JobQueue {
  private readonly options: Required<JobQueueOptions>
  private readonly jobs = new Map<JobId, JobSnapshot>()
  private running: Running | null = null
  /** Settles when the job that runs has ended. */
  private ending: Promise<void> = Promise.resolve()
  private closing = false

  constructor(options: JobQueueOptions) {
    this.options = { patienceMs: 10_000, everyMs: 100, ...options }
  }

  list(): JobSnapshot[] {
    return [...this.jobs.values()]
  }

  /** Those that have not ended. */
  underWay(): JobSnapshot[] {
    return this.list().filter(isUnderWay)
  }

  start(spec: JobSpec): JobId {
    const id = randomUUID()
    this.set({ id, spec, created: Date.now(), state: 'queued' })
    this.next()
    return id
  }

  stop(id: JobId): void {
    const job = this.find(id)
    const now = Date.now()
    if (job.state === 'queued') {
      this.set({ ...base(job), state: 'stopped', started: now, finished: now, fraction: 0, run: null, trace: [] })
    } else if (this.running?.id === id) {
      if (job.state === 'running') {
        this.set({ ...job, state: 'stopping' })
        this.running.lastSign = now
        this.watch(this.running)
      }
      this.askToStop(id)
    }
  }

  clear(id: JobId): void {
    if (isUnderWay(this.find(id))) {
      throw new AppError('invalid-argument', 'This job has not ended yet.', { hint: 'Stop it first.' })
    }
    this.jobs.delete(id)
    this.options.removed(id)
  }

  /** From the training process. */
  progress(id: JobId, progress: JobProgress): void {
    const { running } = this
    const job = this.jobs.get(id)
    if (running?.id !== id || job === undefined || (job.state !== 'running' && job.state !== 'stopping')) return
    const now = Date.now()
    running.lastSign = now
    if (progress.objective !== null) running.trace.add(progress.objective)
    const fraction = Math.min(1, Math.max(progress.fraction, job.progress.fraction))
    this.jobs.set(id, { ...job, progress: { ...progress, fraction }, trace: running.trace.values() })
    if (now - running.lastReport >= this.options.everyMs) this.report(running)
    else running.pending ??= setTimeout(() => this.report(running), this.options.everyMs - (now - running.lastReport))
  }

  /** Stops what runs and waits for it, so that what was learnt is kept; not for ever. */
  async close(graceMs = 5000): Promise<void> {
    this.closing = true
    for (const { id, state } of this.list()) if (state === 'queued' || state === 'running') this.stop(id)
    let timer: NodeJS.Timeout | undefined
    const grace = new Promise((resolve) => (timer = setTimeout(resolve, graceMs)))
    await Promise.race([this.ending, grace])
    clearTimeout(timer)
  }

  private next(): void {
    if (this.running !== null || this.closing) return
    const ready = this.options.trainingReady()
    if (ready !== null) {
      void ready.then(() => this.next())
      return
    }
    const job = this.list().find(({ state }) => state === 'queued')
    if (job !== undefined) this.ending = this.run(job)
  }

  private async run({ id, spec, created }: JobSnapshot): Promise<void> {
    const started = Date.now()
    const running: Running = {
      id,
      trace: new ThinnedTrace(),
      lastReport: 0,
      lastSign: started,
      pending: undefined,
      watch: undefined,
      given: false,
    }
    this.running = running
    this.set({ id, spec, created, state: 'running', started, progress: noProgress, trace: [] })
    let end: JobSnapshot
    try {
      const { summary, stopped } = await this.options.training.fit({ job: id, run: randomUUID(), spec })
      const run = summary?.id ?? null
      const ended = { id, spec, created, started, finished: Date.now(), run, trace: running.trace.values() }
      end = stopped ? { ...ended, state: 'stopped', fraction: this.fractionOf(id) } : { ...ended, state: 'done' }
      if (summary !== null) this.options.ended(summary)
    } catch (error) {
      end = this.failure({ id, spec, created, started, finished: Date.now() }, running, error)
    }
    clearTimeout(running.pending)
    clearInterval(running.watch)
    this.running = null
    this.set(end)
    this.next()
  }

  private failure(
    job: { id: JobId; spec: JobSpec; created: number; started: number; finished: number },
    running: Running,
    error: unknown,
  ): JobSnapshot {
    if (hasCode(error, 'aborted')) {
      return { ...job, state: 'stopped', fraction: this.fractionOf(job.id), run: null, trace: running.trace.values() }
    }
    if (running.given) {
      const message = 'The training process did not stop when asked, so it was ended; what it had learnt is lost.'
      return { ...job, state: 'failed', error: { code: 'aborted', message } }
    }
    if (hasCode(error, 'disconnected')) {
      const message = 'The training process ended in mid-work, so what this job had learnt is lost.'
      const hint = 'A new training process was started; train again. If it happens again, lower the memory budget.'
      return { ...job, state: 'failed', error: { code: 'disconnected', message, hint } }
    }
    return { ...job, state: 'failed', error: toWireError(error) }
  }

  /** A process that died meanwhile ends the job by itself. */
  private askToStop(job: JobId): void {
    this.options.training.stop({ job }).catch(() => undefined)
  }

  private watch(running: Running): void {
    const { patienceMs } = this.options
    running.watch = setInterval(() => {
      if (Date.now() - running.lastSign < patienceMs) return this.askToStop(running.id)
      clearInterval(running.watch)
      running.given = true
      this.options.replaceTraining()
    }, patienceMs / 4)
  }

  private report(running: Running): void {
    clearTimeout(running.pending)
    running.pending = undefined
    running.lastReport = Date.now()
    const job = this.jobs.get(running.id)
    if (job !== undefined && this.running === running) this.options.changed(job)
  }

  private set(job: JobSnapshot): void {
    this.jobs.set(job.id, job)
    this.options.changed(job)
  }

  private fractionOf(id: JobId): number {
    const job = this.jobs.get(id)
    return job !== undefined && 'progress' in job ? job.progress.fraction : 0
  }

  private find(id: JobId): JobSnapshot {
    const job = this.jobs.get(id)
    if (job === undefined) throw new AppError('not-found', 'This job no longer exists.')
    return job
  }
}

function base({ id, spec, created }: JobSnapshot) {
  return { id, spec, created }
}
