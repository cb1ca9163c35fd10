import { AppError } from '../app-error.ts'
import { rowReader } from '../feature-rows.ts'
import type { Features, PixelFeatures } from '../features.ts'
import type { FitContext } from '../fit-context.ts'
import { type LaidColumns, laidColumns } from '../laid-columns.ts'
import { ranges } from '../ranges.ts'
import { type Kernel, kernelValue, writeKernel } from './kernel.ts'
import { KernelColumns } from './kernel-columns.ts'
import { KernelMatrix } from './kernel-matrix.ts'
import type { Machine } from './machine.ts'
import { alike } from './support-vectors.ts'

/** Rows whose kernel values are held at once: fewer where so many multiplications take longer than a stop may wait. */
const mostChunkRows = 384
const chunkWork = 4e9
/** So few rows do not repay bringing support vectors into panels that lie ready column by column. */
const fewRows = 4
/** Up to so many multiplications float64 is quick enough and exact to the last places. */
const smallWork = 5e7
/** And so many numbers in the support vectors, which are written out for it. */
const smallSupport = 1.2e6

/** f(x) of every row and machine: rows x machines. */
export function machineScores(
  machines: Machine[],
  support: Features,
  kernel: Kernel,
  X: Features,
  context: FitContext,
): Float64Array {
  const size = support.rows * support.columns
  const laid = support.kind === 'pixels' ? laidColumns(support.pixels) : undefined
  if (laid === undefined && size <= smallSupport && X.rows * size <= smallWork) {
    return exactScores(machines, support, kernel, X)
  }
  const { workspace } = context
  const mark = workspace.mark()
  try {
    const [x, z] = alike(X, support)
    if (X.rows <= fewRows && laid !== undefined && x.kind === 'pixels' && z.kind === 'pixels') {
      return fewScores(machines, z, laid, kernel, x, context)
    }
    return fastScores(machines, x, z, kernel, context)
  } finally {
    workspace.release(mark)
  }
}

function exactScores(machines: Machine[], support: Features, kernel: Kernel, X: Features): Float64Array {
  const scores = new Float64Array(X.rows * machines.length)
  const vectors = Array.from({ length: support.rows }, () => new Float64Array(support.columns))
  const readVector = rowReader(support)
  vectors.forEach((vector, i) => readVector(i, vector))
  const readRow = rowReader(X)
  const row = new Float64Array(X.columns)
  const values = new Float64Array(support.rows)
  for (let i = 0; i < X.rows; i++) {
    readRow(i, row)
    vectors.forEach((vector, v) => {
      let product = 0
      let distance = 0
      if (kernel.name === 'rbf') for (let j = 0; j < row.length; j++) distance += (row[j] - vector[j]) ** 2
      else for (let j = 0; j < row.length; j++) product += row[j] * vector[j]
      values[v] = kernelValue(kernel, product, distance)
    })
    machines.forEach((machine, m) => {
      let sum = 0
      for (let v = 0; v < machine.vectors.length; v++) sum += machine.coefficients[v] * values[machine.vectors[v]]
      scores[i * machines.length + m] = sum + machine.intercept
    })
  }
  return scores
}

/**
 * Both take on the scaling, so that the support vectors stay bytes, of which only columns are read that the drawn digit inks:
 *   x.z = (sum over inked j of x's grey_j / rowNorm / s_j^2 * z's grey_j + what a blank x would give) / z's rowNorm - sum over j of x_j m_j / s_j
 */
function fewScores(
  machines: Machine[],
  support: PixelFeatures,
  { bytes, stride, blank, squaredNorms }: LaidColumns,
  kernel: Kernel,
  X: PixelFeatures,
  context: FitContext,
): Float64Array {
  const { workspace, routines, team } = context
  const { rows, columns, mean, scale, rowNorm } = support
  const weights = workspace.f32(columns)
  const inked = workspace.i32(columns)
  const products = workspace.f32(stride)
  const noShifts = workspace.f32(stride)
  const kernelArray = writeKernel(kernel, workspace.f64(4))
  const coefficients = denseCoefficients(machines, workspace.f32(machines.length * stride), stride)
  const scores = workspace.f64(X.rows * machines.length)
  const row = new Float64Array(columns)
  const read = rowReader(X)
  for (let i = 0; i < X.rows; i++) {
    read(i, row)
    let shift = 0
    let norm = 0
    let count = 0
    for (let j = 0; j < columns; j++) {
      const s = scale === null ? 1 : scale[j]
      const grey = X.pixels[i * X.stride + X.selected[j]]
      if (grey > 0) {
        inked[count] = j
        weights[count++] = grey / (X.rowNorm === null ? 1 : X.rowNorm[i]) / (s * s)
      }
      if (mean !== null) shift += (row[j] * mean[j]) / s
      norm += row[j] * row[j]
    }
    const part = Math.ceil(stride / team.threads / 32) * 32
    team.parallel(
      'inkedProducts',
      ranges(0, stride, part).map(([first, last]) => [bytes, stride, inked, weights, count, first, last, products]),
    )
    for (let v = 0; v < rows; v++) {
      products[v] = (products[v] + blank[v]) / (rowNorm === null ? 1 : rowNorm[v]) - shift
    }
    routines.kernelValues(products, stride, noShifts, squaredNorms, norm, kernelArray)
    routines.weighRows(products, stride, 1, coefficients, machines.length, scores.subarray(i * machines.length))
  }
  return withIntercepts(scores, machines)
}

/** machines x padded. */
function denseCoefficients(machines: Machine[], target: Float32Array, padded: number): Float32Array {
  machines.forEach((machine, m) => {
    for (let v = 0; v < machine.vectors.length; v++) target[m * padded + machine.vectors[v]] += machine.coefficients[v]
  })
  return target
}

function withIntercepts(scores: Float64Array, machines: Machine[]): Float64Array {
  const answer = Float64Array.from(scores)
  for (let at = 0; at < answer.length; at++) answer[at] += machines[at % machines.length].intercept
  return answer
}

function fastScores(
  machines: Machine[],
  X: Features,
  support: Features,
  kernel: Kernel,
  context: FitContext,
): Float64Array {
  const { workspace, team } = context
  const columns = new KernelColumns(support, identity(0, support.rows), context)
  const fitting = Math.floor((chunkWork * team.threads) / (support.rows * support.columns) / 6) * 6
  const chunk = Math.min(X.rows, mostChunkRows, Math.max(24, fitting))
  const rows = new KernelColumns(X, identity(0, chunk), context)
  const matrix = new KernelMatrix(rows, columns, kernel, context, { batchGroups: Math.ceil(chunk / 6) })
  const values = workspace.f32((chunk + 1) * matrix.stride)
  const weights = denseCoefficients(machines, workspace.f32(machines.length * matrix.stride), matrix.stride)
  const scores = workspace.f64(X.rows * machines.length)
  for (const [first, last] of ranges(0, X.rows, chunk)) {
    if (context.stop.stopped) throw new AppError('aborted', 'Predicting was stopped.')
    context.progress({ phase: 'predicting', fraction: first / X.rows, objective: null })
    if (first > 0) rows.fill(identity(first, last))
    const ids = identity(0, last - first)
    matrix.compute(ids, ids, values, chunk)
    team.parallel(
      'weighRows',
      ranges(first, last, 8).map(([from, to]) => [
        values.subarray((from - first) * matrix.stride),
        matrix.stride,
        to - from,
        weights,
        machines.length,
        scores.subarray(from * machines.length),
      ]),
    )
  }
  return withIntercepts(scores, machines)
}

function identity(first: number, last: number): Int32Array {
  return Int32Array.from({ length: last - first }, (_, i) => first + i)
}
