import { AppError } from '#learn/app-error.ts'
import type { FitContext } from '#learn/fit-context.ts'
import { forecastByFigures } from '#learn/pipeline/forecast-by-figures.ts'
import { forecastByTrials } from '#learn/pipeline/forecast-by-trials.ts'
import { featuresOf } from '#learn/pipeline/pipeline.ts'
import { trialFit } from '#learn/pipeline/trial-fits.ts'
import { NumpyRandomState } from '#learn/random/mt19937.ts'
import type { JobForecast, JobSpec } from '#rpc/contract/job.ts'
import type { Engine } from '#simd/engine.ts'
import { readDatasetInfo } from '#store/dataset-store.ts'
import type { ForecastRequest } from './leader-api.ts'
import { labelledOnly, loadDigits } from './load-digits.ts'

const megabyte = 2 ** 20
/** What the process takes beside the workspace. */
const processMB = 150
/** Starting, and storing the run. */
const aroundSeconds = 0.1
/** Engines whose routines ran before: the first fit of a process also waits for compilers. */
const warm = new WeakSet<Engine>()
const warmingRows = 1600

/** By small fits on this machine; without an engine, or where these tell nothing, from figures. */
export async function forecastJob({
  dataFolder,
  spec,
  budgetBytes,
  engine,
  threads,
}: ForecastRequest & { engine: Engine | null; threads: number }): Promise<JobForecast> {
  const { pipeline } = spec
  const [train, test] = await Promise.all([
    readDatasetInfo(dataFolder, spec.train),
    readDatasetInfo(dataFolder, spec.test),
  ])
  const pixels = train.height * train.width
  const rows = Math.min(spec.rows ?? Infinity, train.rows)
  const classes = train.classCounts.filter((count) => count > 0).length
  // About a fifth of the pixels never change or hardly do.
  const columns = Math.round(pixels * (thresholdOf(spec) > 0 ? 0.67 : 0.91))
  const size = { rows, testRows: test.rows, pixels, columns, classes, threads }
  const rough = forecastByFigures(pipeline, size)
  const kept = (memoryMB: number) => Math.round(Math.min(memoryMB, budgetBytes / megabyte + processMB))
  const figures: JobForecast = { seconds: rough.seconds, memoryMB: kept(rough.memoryMB), basis: 'figures' }
  if (engine === null) return figures

  const started = performance.now()
  const workspace = engine.workspace(budgetBytes)
  const mark = workspace.mark()
  try {
    const context: FitContext = {
      stop: engine.stop,
      progress: () => undefined,
      random: new NumpyRandomState(pipeline.seed),
      workspace,
      routines: engine.routines,
      team: engine.team,
      warn: () => undefined,
    }
    const digits = labelledOnly(await loadDigits(dataFolder, spec.train, workspace, spec.rows, { stop: engine.stop }))
    const readingSeconds = (performance.now() - started) / 1000
    const X = featuresOf(digits)
    if (!warm.has(engine)) {
      warm.add(engine)
      trialFit(pipeline, X, digits.labels, Math.min(warmingRows, X.rows), context)
    }
    const trial = forecastByTrials(pipeline, X, digits.labels, test.rows, context)
    if (trial === null) return figures
    const seconds = trial.seconds + readingSeconds + aroundSeconds
    return { seconds, memoryMB: kept(trial.memoryMB + processMB), basis: 'trial' }
  } catch (error) {
    // Too little memory for the trial, or one class only: the fit itself will say so in full.
    if (error instanceof AppError) return figures
    throw error
  } finally {
    workspace.release(mark)
  }
}

function thresholdOf({ pipeline }: JobSpec): number {
  const threshold = pipeline.steps.find(({ kind }) => kind === 'VarianceThreshold')?.params.threshold
  return typeof threshold === 'number' ? threshold : 0
}
