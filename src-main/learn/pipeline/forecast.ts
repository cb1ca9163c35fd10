import type { ParamValue, PipelineSpec, StepSpec } from './pipeline-spec.ts'

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

/** Share of inked pixels among those that vary: what most linear solvers walk along. */
const inked = 0.2
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
  const again = spec.steps.some(({ kind }) => kind === 'VirtualSupportVectors') ? secondFit : 1
  return {
    seconds: 0.1 + (rows + testRows) * pixels * around + (again * seconds) / threadGain(threads),
    memoryMB: 60 + digitsMB + memoryMB,
  }
}

/** The estimator that learns, inside one-vs-rest and the like. */
export function innermost(step: StepSpec): StepSpec {
  return step.estimator ? innermost(step.estimator) : step
}

/** Against one thread. Memory, not arithmetic, is what more than a few threads wait for. */
function threadGain(threads: number): number {
  return threads ** 0.85
}

function costOf({ kind, params }: StepSpec, size: FitSize, problems: number): FitForecast {
  const { rows, testRows, columns } = size
  const passes = (name: string, initial: number) => number(params[name], initial)
  const walked = rows * columns * inked * problems
  switch (kind) {
    case 'LogisticRegression': {
      const saga = params.solver === 'saga' || params.solver === 'sag'
      return { seconds: walked * passes('maxIter', 100) * (saga ? sagaStep : lbfgsPass), memoryMB: saga ? 40 : 10 }
    }
    case 'SGDClassifier':
      return { seconds: walked * Math.min(passes('maxIter', 1000), 60) * sgdStep, memoryMB: 10 }
    case 'LinearSVC':
      return { seconds: walked * linearSvmPasses * linearSvmPass, memoryMB: (rows * columns * inked * 3) / megabyte }
    case 'KNeighborsClassifier':
      return { seconds: rows * testRows * columns * inked * neighbourTerm, memoryMB: (rows * columns) / megabyte }
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

/** Virtual support vectors: the first fit, and one more on their nine shifts. */
const secondFit = 10

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
