import { hasCode, AppError } from '#learn/app-error.ts'
import { noLabel } from '#learn/datasets/digit-set.ts'
import type { FitContext } from '#learn/fit-context.ts'
import { kernelRowsOf, supportFigures } from '#learn/inspection/support-figures.ts'
import { accuracyScore } from '#learn/metrics/accuracy-score.ts'
import { f1Score } from '#learn/metrics/precision-recall-fscore.ts'
import { partOfProgress } from '#learn/part-of-progress.ts'
import { innermost } from '#learn/pipeline/innermost.ts'
import { featuresOf, fitPipeline, labelsFor } from '#learn/pipeline/pipeline.ts'
import { NumpyRandomState } from '#learn/random/mt19937.ts'
import type { RunSummary } from '#rpc/contract/run.ts'
import type { Engine } from '#simd/engine.ts'
import { writeRun } from '#store/run-store.ts'
import { JobReporter } from './job-reporter.ts'
import type { FitOutcome, FitRequest, LeaderEvents } from './leader-api.ts'
import { labelledOnly, loadDigits } from './load-digits.ts'
import { goOnFrom } from './go-on-from.ts'
import { ownRows } from './own-rows.ts'
import { predictTest } from './predict-test.ts'

interface FitJob extends FitRequest {
  engine: Engine
  threads: number
  report(progress: LeaderEvents['progress']): void
}

/** Shares of the whole job. */
const readingEnds = 0.01
const fittingEnds = 0.95
/** Neighbours are searched only when they are asked. */
const neighboursEnd = 0.05

/** Reads the digits, fits, predicts the test digits, writes the run. */
export async function fitJob(request: FitJob): Promise<FitOutcome> {
  try {
    return await fitAndJudge(request)
  } catch (error) {
    if (request.engine.stop.stopped && hasCode(error, 'aborted')) return { summary: null, stopped: true }
    throw error
  }
}

async function fitAndJudge({
  dataFolder,
  job,
  run,
  spec,
  budgetBytes,
  engine,
  threads,
  report,
}: FitJob): Promise<FitOutcome> {
  const reporter = new JobReporter((progress) => report({ job, progress }))
  reporter.tell('reading', 0, null)
  const { stop } = engine
  const workspace = engine.workspace(budgetBytes)
  const warnings: string[] = []
  const context: FitContext = {
    stop,
    progress: ({ phase, fraction, objective }) => reporter.tell(phase, fraction, objective),
    random: new NumpyRandomState(spec.pipeline.seed),
    workspace,
    routines: engine.routines,
    team: engine.team,
    warn: (warning) => void warnings.push(warning),
  }
  const own = await ownRows(dataFolder, spec.own ?? [], spec.pipeline.seed)
  const joined = own.rows > 0 ? own : null
  const train = labelledOnly(await loadDigits(dataFolder, spec.train, workspace, spec.rows, { own: joined, stop }))
  const test = await loadDigits(dataFolder, spec.test, workspace, Infinity, { stop })
  if (train.height !== test.height || train.width !== test.width) {
    throw new AppError(
      'invalid-argument',
      `The training digits have ${train.height} x ${train.width} pixels, the test digits ${test.height} x ${test.width}.`,
    )
  }

  const before = await goOnFrom(dataFolder, spec)
  const { kind } = innermost(spec.pipeline.steps[spec.pipeline.steps.length - 1])
  const fitEnd = kind === 'KNeighborsClassifier' ? neighboursEnd : fittingEnds
  const fitStarted = performance.now()
  const fitting = partOfProgress({ ...context, start: before?.start }, readingEnds, fitEnd)
  const fitted = fitPipeline(spec.pipeline, featuresOf(train), train.labels, fitting)
  const fitSeconds = (performance.now() - fitStarted) / 1000 + (before?.fitSeconds ?? 0)
  reporter.measure()
  const complete = fitted.complete !== false
  // A model that never took a step answers by chance.
  const learnt = complete || (fitted.iterations?.some((count) => count > 0) ?? false)
  if (!learnt) return { summary: null, stopped: true }

  const predictStarted = performance.now()
  const predicting = partOfProgress(
    // The flag is up when a fit was stopped; its weights are to be judged all the same.
    { ...context, stop: { stopped: false, flag: workspace.i32(1) } },
    fitEnd,
    1,
  )
  const answers = predictTest(fitted, featuresOf(test), predicting, () => stop.stopped)
  if (answers === null) return { summary: null, stopped: true }
  const predictSeconds = (performance.now() - predictStarted) / 1000
  reporter.measure()

  const labelled = [...test.labels.keys()].filter((i) => test.labels[i] !== noLabel)
  const yTrue = labelsFor(
    spec.pipeline,
    Uint8Array.from(labelled, (i) => test.labels[i]),
  )
  const yPred = Uint8Array.from(labelled, (i) => answers.predicted[i])
  const judged = labelled.length > 0
  const average = spec.pipeline.positive === undefined ? 'weighted' : 'binary'
  const supportVectors = supportFigures(fitted.classifier)
  const kernelRows = kernelRowsOf(fitted.classifier)
  const summary: RunSummary = {
    id: run,
    name: spec.name,
    spec,
    created: Date.now(),
    complete,
    fitSeconds,
    predictSeconds,
    peakMemoryMB: reporter.peakMemoryMB,
    threads,
    features: fitted.features,
    trainRows: train.rows,
    testRows: test.rows,
    testLabelled: labelled.length,
    accuracy: judged ? accuracyScore(yTrue, yPred) : null,
    f1: judged ? f1Score(yTrue, yPred, { average }) : null,
    iterations: fitted.iterations ?? [],
    converged: fitted.converged ?? true,
    warnings,
    ...(supportVectors === null ? {} : { supportVectors }),
    ...(kernelRows === null ? {} : { kernelRows }),
  }
  const { predicted: testPredicted, scores: testScores, scoreKind: testScoreKind } = answers
  const model = { spec: spec.pipeline, fitted, height: train.height, width: train.width }
  await writeRun({ dataFolder, summary, model: { ...model, testPredicted, testScores, testScoreKind } })
  return { summary, stopped: !complete }
}
