import type { AppCore } from '#app/app-core.ts'
import type { JobSnapshot, JobSpec } from '#rpc/contract/job.ts'
import type { RunId } from '#rpc/contract/run.ts'
import { failedStep, type StepReport } from './report.ts'

const quiet = { signal: new AbortController().signal }

/** Puts the job into the queue, waits for its end and reads what it achieved. */
export async function runStep(
  core: AppCore,
  spec: JobSpec,
  onProgress: (job: JobSnapshot) => void,
): Promise<StepReport> {
  const ended = await endOf(core, spec, onProgress)
  if (ended.state === 'failed') return failedStep(ended.error.message)
  if (ended.state !== 'done' || ended.run === null) return failedStep('It was stopped.')
  return reportOf(core, ended.run)
}

async function endOf(core: AppCore, spec: JobSpec, onProgress: (job: JobSnapshot) => void): Promise<JobSnapshot> {
  return new Promise((resolve, reject) => {
    let id: string | null = null
    const stopListening = core.on('jobChanged', (job) => {
      if (id !== null && job.id !== id) return
      onProgress(job)
      if (job.state !== 'done' && job.state !== 'stopped' && job.state !== 'failed') return
      stopListening()
      resolve(job)
    })
    Promise.resolve(core.api.startJob({ spec }, quiet)).then((job) => (id = job), reject)
  })
}

async function reportOf(core: AppCore, run: RunId): Promise<StepReport> {
  const summary = (await core.api.runs(undefined, quiet)).find(({ id }) => id === run)
  if (summary === undefined) return failedStep('Its run is not listed.')
  const { classes, confusion, accuracy, f1, perDigit } = await core.api.evaluation({ run }, quiet)
  const { fitSeconds, predictSeconds, iterations, converged, warnings, peakMemoryMB } = summary
  return {
    classes,
    fitSeconds,
    predictSeconds,
    accuracy,
    f1,
    perDigit: perDigit.map(({ digit, accuracy, f1, meanNegProba, meanPosProba }) => ({
      digit,
      accuracy,
      f1,
      meanNegProba,
      meanPosProba,
    })),
    confusion,
    iterations,
    converged,
    warnings,
    peakMemoryMB,
    ...(summary.supportVectors === undefined ? {} : { supportVectors: summary.supportVectors }),
    ...(summary.kernelRows === undefined ? {} : { kernelRows: summary.kernelRows }),
  }
}
