import type { Features } from '../features.ts'
import type { FitContext } from '../fit-context.ts'
import { forecastSvc, supportAt } from '../svm/forecast.ts'
import type { KernelName } from '../svm/kernel.ts'
import { type RowFormat, rowFormat, valueBytes } from '../svm/row-format.ts'
import { exactRows } from '../svm/svc.ts'
import { bytesBeside, megabyte } from './fit-memory.ts'
import { copiesOf, innermost, paramsOf } from './innermost.ts'
import type { PipelineSpec } from './pipeline-spec.ts'
import { trialFit, type TrialFit } from './trial-fits.ts'

export interface FitForecast {
  seconds: number
  memoryMB: number
}

/** Rows of the larger trial. */
const fewestTrialRows = 2000
const mostTrialRows = 4000
/** Of rows whose support vectors become nine each. */
const virtualTrialRows = 1200

/**
 * What fitting and judging will take, from fits on parts of these digits by this machine: of linear models the time grows as a line in
 * the rows, of kernel machines as `forecastSvc` says. null: a trial was stopped, or did not come far enough.
 */
export function forecastByTrials(
  spec: PipelineSpec,
  X: Features,
  y: Uint8Array,
  testRows: number,
  context: FitContext,
): FitForecast | null {
  const { workspace } = context
  const trials: TrialFit[] = []
  for (const rows of trialSizes(spec, X.rows)) {
    const mark = workspace.mark()
    const trial = trialFit(spec, X, y, rows, context)
    workspace.release(mark)
    if (trial === null) return null
    trials.push(trial)
  }
  const last = trials[trials.length - 1]
  const budgetBytes = workspace.budgetBytes
  const classes = new Set(y).size
  const problems = spec.positive === undefined && classes > 2 ? classes : 1
  const kernel = kernelTrials(spec, trials, X.rows)
  const digitsMB = ((X.rows + testRows) * X.columns) / megabyte
  if (kernel === null) {
    const grown = innermost(spec.steps[spec.steps.length - 1]).kind === 'KNeighborsClassifier' ? X.rows / last.rows : 1
    return {
      seconds: onLine(trials, X.rows) + testRows * last.predictSeconds * grown,
      memoryMB:
        digitsMB + bytesBeside(innermost(spec.steps[spec.steps.length - 1]), X.rows, last.columns, problems) / megabyte,
    }
  }
  const { seconds, bytes, support } = forecastSvc(kernel.trials, {
    rows: kernel.rows,
    columns: last.columns,
    budgetBytes,
    valueBytes: valueBytes[formatOf(spec, kernel.rows, classes)],
  })
  const judging = testRows * last.predictSeconds * (support / kernel.trials[trials.length - 1].support)
  return { seconds: seconds + judging, memoryMB: digitsMB + bytes / megabyte }
}

/** Of the kernel rows that the whole fit keeps. */
function formatOf({ steps, positive }: PipelineSpec, rows: number, classes: number): RowFormat {
  const last = steps[steps.length - 1]
  const { kernel, C, tol } = paramsOf(innermost(last))
  const allColumns = last.kind !== 'SVC' || positive !== undefined || classes <= 2
  return rowFormat(kernel as KernelName, { rows, bound: Number(C), tolerance: Number(tol), allColumns })
}

/** Ascending; one where the digits are too few for two. */
function trialSizes({ steps }: PipelineSpec, rows: number): number[] {
  const last = steps[steps.length - 1]
  const virtual = last.kind === 'VirtualSupportVectors'
  const large = Math.min(rows, virtual ? virtualTrialRows : clamp(rows / 2, fewestTrialRows, mostTrialRows))
  const small = Math.floor(large / 2)
  // An SVC of few rows is solved in another way (svc.ts), which says nothing of how it goes on.
  const telling = virtual || innermost(last).kind !== 'SVC' || small > exactRows
  return large < rows && telling ? [small, Math.floor(large)] : [Math.floor(large)]
}

/** What the SVC itself learnt from: with virtual support vectors the copies of those of the first fit. null: no kernel machine. */
function kernelTrials(spec: PipelineSpec, trials: TrialFit[], rows: number) {
  const last = spec.steps[spec.steps.length - 1]
  const { kind } = last
  const copies = copiesOf(last)
  const virtual = kind === 'VirtualSupportVectors'
  const sizes = trials.flatMap(({ rows, fitSeconds, support, firstSupport }) =>
    support === null || support === 0
      ? []
      : [{ rows: virtual ? copies * (firstSupport ?? 0) : rows, seconds: fitSeconds, support }],
  )
  if (sizes.length < trials.length) return null
  if (!virtual) return { trials: sizes, rows }
  const first = trials.map(({ rows, firstSupport }) => ({ rows, seconds: 0, support: firstSupport ?? 0 }))
  return { trials: sizes, rows: copies * supportAt(first, rows) }
}

/** Seconds of the fit: through both trials, but neither steeper than through nothing nor flat. */
function onLine(trials: TrialFit[], rows: number): number {
  const first = trials[0]
  const last = trials[trials.length - 1]
  const proportional = last.fitSeconds / last.rows
  const measured =
    first.rows === last.rows ? proportional : (last.fitSeconds - first.fitSeconds) / (last.rows - first.rows)
  return last.fitSeconds + (rows - last.rows) * clamp(measured, proportional / 3, proportional * 1.1)
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value))
}
