import { availableParallelism, totalmem } from 'node:os'
import { AppError, throwIfStopped } from '#learn/app-error.ts'
import { checkPipeline } from '#learn/pipeline/registry.ts'
import { defaultBudgetMB, memoryLimitsMB, type JobId, type JobSpec } from '#rpc/contract/job.ts'
import type { Handlers } from '#rpc/contract/remote.ts'
import type { TrainingApi, TrainingEvents } from '#rpc/contract/training-api.ts'
import { Crew } from './crew.ts'
import { forecastJob } from './forecast-job.ts'

export interface TrainingServiceOptions {
  dataFolder: string
  /** Started as a worker thread. */
  leaderFile: string
  emit<Name extends keyof TrainingEvents>(name: Name, value: TrainingEvents[Name]): void
}

const megabyte = 2 ** 20

/** Runs on the process's own thread, which stays free to hear `stop`. */
export function createTrainingService({ dataFolder, leaderFile, emit }: TrainingServiceOptions): Handlers<TrainingApi> {
  let crew: Crew | null = null
  /** The fit under way, also while it waits for its threads: a stop that comes then must not be lost. */
  let running: { job: JobId; stopAsked: boolean } | null = null
  /** Settles when the trial fits under way have ended. */
  let trials: Promise<unknown> = Promise.resolve()

  async function crewFor(threads: number, budgetBytes: number): Promise<Crew> {
    if (crew !== null && !crew.suits(threads, budgetBytes)) {
      await crew.close()
      crew = null
    }
    crew ??= new Crew({ leaderFile, threads, onProgress: (progress) => emit('progress', progress) })
    return crew
  }

  return {
    async ready({ bytes, ...spec }) {
      if (crew !== null || running !== null) return
      const threads = checkedThreads(spec)
      const budgetBytes = checkedBudget(spec)
      const first = await crewFor(threads, budgetBytes)
      await first.ready(Math.min(bytes, budgetBytes))
    },
    async fit({ job, run, spec }, { signal }) {
      if (running !== null) throw new AppError('invalid-argument', 'Another job is being fitted.')
      checkPipeline(spec.pipeline)
      const threads = checkedThreads(spec)
      const budgetBytes = checkedBudget(spec)
      const mine = { job, stopAsked: false }
      running = mine
      try {
        crew?.stop()
        await trials
        const current = await crewFor(threads, budgetBytes)
        current.mayRun()
        if (signal.aborted || mine.stopAsked) current.stop()
        signal.addEventListener('abort', () => current.stop(), { once: true })
        return await current.fit({ dataFolder, job, run, spec, budgetBytes })
      } finally {
        running = null
        if (crew?.lost) crew = null
      }
    },
    async forecast({ spec }, { signal }) {
      checkPipeline(spec.pipeline)
      const threads = checkedThreads(spec)
      const budgetBytes = checkedBudget(spec)
      const request = { dataFolder, spec, budgetBytes }
      const trial = trials.then(async () => {
        throwIfStopped(signal)
        const current = running === null ? await crewFor(threads, budgetBytes) : null
        if (current === null || running !== null) return forecastJob({ ...request, threads, engine: null })
        current.mayRun()
        const stop = () => running === null && current.stop()
        signal.addEventListener('abort', stop, { once: true })
        try {
          return await current.forecast(request)
        } finally {
          signal.removeEventListener('abort', stop)
          if (crew?.lost) crew = null
        }
      })
      trials = trial.catch(() => undefined)
      return trial
    },
    stop({ job }) {
      if (running?.job !== job) return
      running.stopAsked = true
      crew?.stop()
    },
  }
}

function checkedThreads({ threads = availableParallelism() }: Pick<JobSpec, 'threads'>): number {
  if (Number.isInteger(threads) && threads >= 1 && threads <= 256) return threads
  throw new AppError('invalid-argument', `The number of threads must be a whole number from 1 to 256, not ${threads}.`)
}

function checkedBudget({ memoryMB = defaultBudgetMB(totalmem() / megabyte) }: Pick<JobSpec, 'memoryMB'>): number {
  const { min, max } = memoryLimitsMB
  if (memoryMB >= min && memoryMB <= max) return memoryMB * megabyte
  throw new AppError('invalid-argument', `The memory budget must lie between ${min} and ${max} MB, not ${memoryMB}.`)
}
