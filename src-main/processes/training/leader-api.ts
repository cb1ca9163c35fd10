import type { JobForecast, JobId, JobProgress, JobSpec } from '#rpc/contract/job.ts'
import type { RunId, RunSummary } from '#rpc/contract/run.ts'

/** What the leader thread is started with. */
export interface LeaderData {
  memory: WebAssembly.Memory
  /** The leader included. */
  threads: number
}

export interface FitRequest {
  dataFolder: string
  job: JobId
  run: RunId
  spec: JobSpec
  budgetBytes: number
}

export type ForecastRequest = Pick<FitRequest, 'dataFolder' | 'spec' | 'budgetBytes'>

export interface FitOutcome {
  summary: RunSummary | null
  stopped: boolean
}

/** The training process asks its leader thread, which computes without looking up: it hears no message before it is done. */
export interface LeaderApi {
  /** Takes so much of the workspace from the system, until a fit comes. */
  ready(argument: { bytes: number }): void
  fit(argument: FitRequest): FitOutcome
  forecast(argument: ForecastRequest): JobForecast
  close(): void
}

export interface LeaderEvents {
  progress: { job: JobId; progress: JobProgress }
}
