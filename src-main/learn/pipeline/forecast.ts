import type { Features } from '../features.ts'
import type { FitContext } from '../fit-context.ts'
import { checkedParams } from '../params.ts'
import { forecastSvc, supportAt } from '../svm/forecast.ts'
import { exactRows } from '../svm/svc.ts'
import type { ParamValue, PipelineSpec, StepSpec } from './pipeline-spec.ts'
import { declarationOf } from './registry.ts'
import { trialFit, type TrialFit } from './trial-fits.ts'

export interface FitForecast {
  seconds: number
  memoryMB: number
}

export interface FitSize {
  rows: number
  testRows: number
  /** Pixels a digit. */
  pixels: number
  /** Pixels that the classifier sees. */
  columns: number
  classes: number
  threads: number
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
  })
  const judging = testRows * last.predictSeconds * (support / kernel.trials[trials.length - 1].support)
  return { seconds: seconds + judging, memoryMB: digitsMB + bytes / megabyte }
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

/** Share of inked pixels among those that vary: what most linear solvers walk along. */
const inked = 0.2

/** What linear solvers and neighbours keep beside the grey levels: the ink as lists, then vectors a row and matrices of columns for each problem. */
function bytesBeside(step: StepSpec, rows: number, columns: number, problems: number): number {
  const { solver } = paramsOf(step)
  const ink = rows * (columns * inked * 3 + 12)
  if (step.kind === 'LinearSVC') return ink + problems * (rows * 41 + columns ** 2 * 16)
  if (step.kind === 'LogisticRegression' && solver !== 'lbfgs') return ink + rows * (problems * 8 + 60)
  if (step.kind === 'KNeighborsClassifier') return rows * columns
  return ink + rows * problems * 8
}
const megabyte = 2 ** 20
/** Reading, scaling and judging: seconds a row and pixel. */
const around = 8e-9

/**
 * What fitting and judging will take, from figures measured on two cores with the 60,000 digits of MNIST: seconds for each row, inked
 * pixel, problem and pass. Kernel machines are guessed from how their support vectors grow; `forecastSvc` tries it out instead.
 */
export function forecastByFigures(spec: PipelineSpec, size: FitSize): FitForecast {
  const { rows, testRows, pixels, threads } = size
  const solver = innermost(spec.steps[spec.steps.length - 1])
  const problems = spec.positive === undefined && size.classes > 2 ? size.classes : 1
  const digitsMB = ((rows + testRows) * pixels) / megabyte
  const { seconds, memoryMB } = costOf(solver, size, problems)
  const virtual = spec.steps.find(({ kind }) => kind === 'VirtualSupportVectors')
  // The first fit, and one on the copies of its support vectors.
  const again = virtual === undefined ? 1 : 1 + copiesOf(virtual)
  return {
    seconds: 0.1 + (rows + testRows) * pixels * around + (again * seconds) / threadGain(threads),
    memoryMB: 60 + digitsMB + memoryMB,
  }
}

/** The estimator that learns, inside one-vs-rest and the like. */
export function innermost(step: StepSpec): StepSpec {
  return step.estimator ? innermost(step.estimator) : step
}

/** With the defaults filled in. */
function paramsOf({ kind, params }: StepSpec): Record<string, ParamValue> {
  return checkedParams<Record<string, ParamValue>>(declarationOf(kind), params)
}

/** Of each support vector, itself included. */
function copiesOf(step: StepSpec): number {
  return paramsOf(step).shifts === '8' ? 9 : 5
}

/** Against one thread. Memory, not arithmetic, is what more than a few threads wait for. */
function threadGain(threads: number): number {
  return threads ** 0.85
}

function costOf(step: StepSpec, size: FitSize, problems: number): FitForecast {
  const { rows, testRows, columns } = size
  const { kind } = step
  const params = paramsOf(step)
  const passes = (name: string, initial: number) => number(params[name], initial)
  const memoryMB = bytesBeside(step, rows, columns, problems) / megabyte
  const walked = rows * columns * inked * problems
  switch (kind) {
    case 'LogisticRegression': {
      const saga = params.solver === 'saga' || params.solver === 'sag'
      return { seconds: walked * passes('maxIter', 100) * (saga ? sagaStep : lbfgsPass), memoryMB }
    }
    case 'SGDClassifier':
      return { seconds: walked * Math.min(passes('maxIter', 1000), 60) * sgdStep, memoryMB }
    case 'LinearSVC':
      return { seconds: walked * linearSvmPasses * linearSvmPass, memoryMB }
    case 'KNeighborsClassifier':
      return { seconds: rows * testRows * columns * inked * neighbourTerm, memoryMB }
    case 'SVC': {
      const support = supportVectors(params, rows)
      return {
        seconds: support * (rows + 0.5 * testRows) * columns * kernelTerm,
        memoryMB: (rows * columns * 4 + support * rows * 4) / megabyte,
      }
    }
    default:
      return { seconds: 0, memoryMB: 0 }
  }
}

const sagaStep = 2.5e-9
const lbfgsPass = 1.3e-9
const sgdStep = 1.5e-8
const linearSvmPass = 2.6e-9
const linearSvmPasses = 90
const neighbourTerm = 6.7e-11
const kernelTerm = 7.5e-11

/** Of all classes together: 22,819 of 60,000 for degree 3, growing as the power 0.8 of the rows. */
function supportVectors(params: Record<string, ParamValue>, rows: number): number {
  const share = params.kernel === 'poly' ? 0.38 : params.kernel === 'rbf' ? 0.45 : 0.3
  return Math.min(rows, share * 60_000 * (rows / 60_000) ** 0.8)
}

function number(value: ParamValue | undefined, initial: number): number {
  return typeof value === 'number' ? value : initial
}
