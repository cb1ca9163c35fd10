import type { AppCore } from '#app/app-core.ts'
import { innermost } from '#learn/pipeline/innermost.ts'
import { valueBytes } from '#learn/svm/row-format.ts'
import { openAsSuggested } from '#app/open-as-suggested.ts'
import { toWireError } from '#rpc/wire.ts'
import type { DatasetSummary, Part } from '#rpc/contract/dataset.ts'
import type { RunId } from '#rpc/contract/run.ts'
import type { NotebookOptions } from './options.ts'
import type { ProgressLine } from './progress-line.ts'
import { failedStep, type NotebookReport } from './report.ts'
import { runsOfSteps } from './judge-ink.ts'
import { runStep } from './run-step.ts'
import { selectedPixels } from './selected-pixels.ts'
import { featuresStep, notebookSteps } from './steps.ts'

const quiet = { signal: new AbortController().signal }

export interface OpenDigits {
  train: DatasetSummary
  test: DatasetSummary
}

/** Of memory, before it is known how many digits there are. */
const mostReadied = 2 ** 29

/** While the files are read a core has nothing to do, and kernel machines will want memory. */
function readyTraining(core: AppCore, { only, rows = Infinity, seed, ...settings }: NotebookOptions): void {
  const kernels = notebookSteps.some(({ name, pipeline }) => {
    const { steps } = pipeline(seed)
    return only.includes(name) && innermost(steps[steps.length - 1]).kind === 'SVC'
  })
  const { threads, memoryMB } = settings
  core.readyTraining({ threads, memoryMB }, kernels ? Math.min(mostReadied, rows ** 2 * valueBytes.packed) : 0)
}

/** Opens the digits; what fails here is the fault of the arguments. */
export async function openDigits(
  core: AppCore,
  options: NotebookOptions,
  line: ProgressLine,
  warn: (sentence: string) => void,
): Promise<OpenDigits> {
  const { files } = options
  core.on('datasetProgress', ({ part, phase, fraction }) => line.show(`${part}: ${phase}`, fraction, null))
  if (files === null) {
    await core.api.openDataset({ part: 'train', source: { kind: 'sample' } }, quiet)
  } else {
    readyTraining(core, options)
    for (const part of ['train', 'test'] as Part[]) {
      const source = { kind: 'file', file: core.fileOf(files[part]) } as const
      await openAsSuggested(core.api, { part, source, replacing: part === 'train' }, quiet, warn)
    }
  }
  line.clear()
  const { train, test } = await core.api.session(undefined, quiet)
  if (train === null || test === null) throw new Error('The digits were opened but are not there.')
  return { train, test }
}

/** What the steps achieved, and which run each became. */
export interface Fitted {
  report: NotebookReport
  runs: [step: string, run: RunId][]
}

/** Runs the steps in order; one that fails is reported and does not end the others. */
export async function runNotebook(
  core: AppCore,
  options: NotebookOptions,
  { train, test }: OpenDigits,
  line: ProgressLine,
): Promise<Fitted> {
  const steps = runsOfSteps(core)
  const runs: Fitted['runs'] = []
  const rows = Math.min(options.rows ?? train.rows, train.rows)
  const report: NotebookReport = {
    dataset: {
      train: { rows, columns: train.height * train.width, seconds: train.seconds },
      test: { rows: test.rows, columns: test.height * test.width, seconds: test.seconds },
    },
    steps: {},
  }
  if (options.only.includes(featuresStep)) {
    const [threshold0, threshold100] = await selectedPixels(core, train, rows, [0, 100])
    report.features = { threshold0: { selected: threshold0 }, threshold100: { selected: threshold100 } }
  }
  for (const { name, title, pipeline } of notebookSteps) {
    if (!options.only.includes(name)) continue
    const { threads, memoryMB, seed } = options
    const spec = {
      name: title,
      pipeline: pipeline(seed),
      train: train.id,
      test: test.id,
      rows,
      ...(threads === undefined ? {} : { threads }),
      ...(memoryMB === undefined ? {} : { memoryMB }),
    }
    report.steps[name] = await runStep(core, spec, (job) => {
      if (job.state === 'running')
        line.show(`${name}: ${job.progress.phase}`, job.progress.fraction, job.progress.secondsLeft)
    }).catch((error: unknown) => failedStep(toWireError(error).message))
    line.clear()
    const run = steps.of(title)
    if (run !== null) runs.push([name, run])
  }
  steps.end()
  return { report, runs }
}
