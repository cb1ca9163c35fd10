import type { JobForecast, JobId, JobProgress, JobSpec } from './job.ts'
import type { RunId, RunSummary } from './run.ts'

/** Main asks the training process: one fit at a time; cancelling the call keeps what was learnt where that is meaningful. */
export interface TrainingApi {
  /**
   * Says that a fit with so many threads and this budget is going to come: until it does, threads start and up to `bytes` of memory are taken from the
   * system. Without effect once there was a fit.
   */
  ready(argument: Pick<JobSpec, 'threads' | 'memoryMB'> & { bytes: number }): void
  /** Fits, predicts the test digits, writes the run. `stopped` with null: nothing worth keeping was learnt. */
  fit(argument: { job: JobId; run: RunId; spec: JobSpec }): { summary: RunSummary | null; stopped: boolean }
  /** By trial fits where the solver needs them and no job is in the way, else from figures. */
  forecast(argument: { spec: JobSpec }): JobForecast
  /** Sets the stop flag; `fit` then returns soon. */
  stop(argument: { job: JobId }): void
}

export interface TrainingEvents {
  progress: { job: JobId; progress: JobProgress }
}
