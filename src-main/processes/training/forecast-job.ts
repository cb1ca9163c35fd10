import { AppError } from '#learn/app-error.ts'
import type { FitContext } from '#learn/fit-context.ts'
import { checkedParams } from '#learn/params.ts'
import { transformerClass } from '#learn/pipeline/class-table.ts'
import { forecastByFigures, innermost } from '#learn/pipeline/forecast.ts'
import { featuresOf, labelsFor } from '#learn/pipeline/pipeline.ts'
import { buildTransformer } from '#learn/pipeline/registry.ts'
import { NumpyRandomState } from '#learn/random/mt19937.ts'
import { forecastSvc } from '#learn/svm/forecast.ts'
import { type SVCParams, svcDeclaration } from '#learn/svm/svc-declaration.ts'
import type { JobForecast, JobSpec } from '#rpc/contract/job.ts'
import type { Engine } from '#simd/engine.ts'
import { readDatasetInfo } from '#store/dataset-store.ts'
import type { ForecastRequest } from './leader-api.ts'
import { labelledOnly, loadDigits } from './load-digits.ts'

const megabyte = 2 ** 20
/** What the process takes beside the workspace. */
const processMB = 60

/** A kernel machine's time hangs on how many support vectors there will be, which only a trial tells. */
export function wantsTrial({ pipeline }: JobSpec): boolean {
  const { steps } = pipeline
  return steps[steps.length - 1].kind !== 'VirtualSupportVectors' && innermost(steps[steps.length - 1]).kind === 'SVC'
}

/** Without an engine: from figures alone. */
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
  if (engine === null) return { seconds: rough.seconds, memoryMB: kept(rough.memoryMB), basis: 'figures' }

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
    const digits = labelledOnly(await loadDigits(dataFolder, spec.train, workspace, spec.rows))
    const labels = labelsFor(pipeline, digits.labels)
    let X = featuresOf(digits)
    for (const step of pipeline.steps.slice(0, -1)) {
      const fitted = buildTransformer(step).fit(X, labels, context)
      X = transformerClass(fitted.kind).transform(fitted, X) as typeof X
    }
    const { params } = innermost(pipeline.steps[pipeline.steps.length - 1])
    const trial = forecastSvc(X, labels, checkedParams<SVCParams>(svcDeclaration, params), context)
    const seconds = trial.seconds + rough.seconds * 0.1
    return { seconds, memoryMB: kept(trial.bytes / megabyte + processMB), basis: 'trial' }
  } catch (error) {
    // Too little memory for the trial, or one class only: the fit itself will say so in full.
    if (error instanceof AppError) return { seconds: rough.seconds, memoryMB: kept(rough.memoryMB), basis: 'figures' }
    throw error
  } finally {
    workspace.release(mark)
  }
}

function thresholdOf({ pipeline }: JobSpec): number {
  const threshold = pipeline.steps.find(({ kind }) => kind === 'VarianceThreshold')?.params.threshold
  return typeof threshold === 'number' ? threshold : 0
}
