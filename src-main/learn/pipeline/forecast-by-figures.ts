import { bytesBeside, inked, megabyte } from './fit-memory.ts'
import type { FitForecast } from './forecast-by-trials.ts'
import { copiesOf, innermost, paramsOf } from './innermost.ts'
import type { ParamValue, PipelineSpec, StepSpec } from './pipeline-spec.ts'

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

/** Against one thread. Memory, not arithmetic, is what more than a few threads wait for. */
function threadGain(threads: number): number {
  return threads ** 0.85
}

function costOf(step: StepSpec, size: FitSize, problems: number): FitForecast {
  const { rows, testRows, columns } = size
  const { kind } = step
  const params = paramsOf(step)
  const passes = Number(params.maxIter)
  const memoryMB = bytesBeside(step, rows, columns, problems) / megabyte
  const walked = rows * columns * inked * problems
  switch (kind) {
    case 'LogisticRegression': {
      const saga = params.solver === 'saga' || params.solver === 'sag'
      return { seconds: walked * passes * (saga ? sagaStep : lbfgsPass), memoryMB }
    }
    case 'SGDClassifier':
      return { seconds: walked * Math.min(passes, 60) * sgdStep, memoryMB }
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
