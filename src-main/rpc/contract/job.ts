import type { PipelineSpec } from '#learn/pipeline/pipeline-spec.ts'
import type { WireError } from '../wire.ts'
import type { DatasetId } from './dataset.ts'
import type { RunId } from './run.ts'

export type JobId = string

/** What `JobSpec.memoryMB` may be. One WebAssembly memory holds 4 GiB at most, a little of it the routines' own. */
export const memoryLimitsMB = { min: 64, max: 4000 } as const

/** The budget of a fit that names none, on a machine with this much memory. */
export function defaultBudgetMB(machineMB: number): number {
  return Math.max(memoryLimitsMB.min, Math.min(3072, Math.floor(machineMB / 4)))
}

export interface JobSpec {
  /** What people see in the list. */
  name: string
  pipeline: PipelineSpec
  train: DatasetId
  /** Only the first this many training rows. */
  rows?: number
  /** Own-digit sets that join the training rows. */
  own?: string[]
  /** Goes on from the weights of this run, which was fitted to the same digits by the same pipeline. */
  from?: RunId
  test: DatasetId
  threads?: number
  /** For WebAssembly memory and typed arrays of the training process, within `memoryLimitsMB`. */
  memoryMB?: number
}

/** What a job will take, told before it starts. */
export interface JobForecast {
  seconds: number
  /** Of the training process; kept within the job's budget. */
  memoryMB: number
  /** `trial`: small fits on this machine; `figures`: measured elsewhere, for digits like these. */
  basis: 'trial' | 'figures'
}

/** Progress of a whole job, at most ten a second. */
export interface JobProgress {
  phase: string
  /** 0 to 1 over fitting and predicting; never falls. */
  fraction: number
  /** null until it can be told. */
  secondsLeft: number | null
  objective: number | null
  memoryMB: number
}

interface JobBase {
  id: JobId
  spec: JobSpec
  created: number
}

/** Times are milliseconds since 1970. `trace` holds objective values so far, evenly thinned to at most 120. */
export type JobSnapshot =
  | (JobBase & { state: 'queued' })
  | (JobBase & { state: 'running' | 'stopping'; started: number; progress: JobProgress; trace: number[] })
  | (JobBase & { state: 'done'; started: number; finished: number; run: RunId | null; trace: number[] })
  | (JobBase & {
      state: 'stopped'
      started: number
      finished: number
      /** How far it had come, 0 to 1. */
      fraction: number
      run: RunId | null
      trace: number[]
    })
  | (JobBase & { state: 'failed'; started: number | null; finished: number; error: WireError })

/** Whether a job has not ended. */
export function isUnderWay({ state }: JobSnapshot): boolean {
  return state === 'queued' || state === 'running' || state === 'stopping'
}
