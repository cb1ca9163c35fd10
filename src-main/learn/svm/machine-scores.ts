import { AppError } from '../app-error.ts'
import { rowReader } from '../feature-rows.ts'
import type { Features, PixelFeatures } from '../features.ts'
import type { FitContext } from '../fit-context.ts'
import { type Kernel, kernelValue, writeKernel } from './kernel.ts'
import { KernelColumns, ranges } from './kernel-columns.ts'
import { KernelMatrix } from './kernel-matrix.ts'
import type { Machine } from './machine.ts'
import { alike } from './support-vectors.ts'

/** Rows whose kernel values are held at once: fewer where so many multiplications take longer than a stop may wait. */
const mostChunkRows = 192
const chunkWork = 4e9
/** So few rows do not repay bringing the support vectors into panels. */
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
  if (size <= smallSupport && X.rows * size <= smallWork) return exactScores(machines, support, kernel, X)
  const { workspace } = context
  const mark = workspace.mark()
  try {
    if (X.rows <= fewRows && support.kind === 'pixels') return fewScores(machines, support, kernel, X, context)
    return fastScores(machines, ...alike(X, support), kernel, context)
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
 * The drawn digit takes the scaling of the support vectors on, so that these stay bytes:
 *   x.z = (sum over j of x_j / s_j * pixel_j) / rowNorm - sum over j of x_j m_j / s_j
 */
function fewScores(
  machines: Machine[],
  support: PixelFeatures,
  kernel: Kernel,
  X: Features,
  context: FitContext,
): Float64Array {
  const { workspace, routines, team } = context
  const { rows, columns, stride, mean, scale, rowNorm } = support
  const padded = Math.ceil(rows / 16) * 16
  const pixels = workspace.holds(support.pixels) ? support.pixels : workspace.u8(rows * stride + 16)
  if (pixels !== support.pixels) pixels.set(support.pixels)
  const weights = workspace.f32(Math.ceil(columns / 16) * 16)
  const products = workspace.f32(padded)
  const noShifts = workspace.f32(padded)
  const norms = workspace.f32(padded)
  if (kernel.name === 'rbf') norms.set(squaredNorms(support))
  const kernelArray = writeKernel(kernel, workspace.f64(4))
  const coefficients = denseCoefficients(machines, workspace.f32(machines.length * padded), padded)
  const scores = workspace.f64(X.rows * machines.length)
  const row = new Float64Array(columns)
  const read = rowReader(X)
  for (let i = 0; i < X.rows; i++) {
    read(i, row)
    let shift = 0
    let norm = 0
    for (let j = 0; j < columns; j++) {
      const s = scale === null ? 1 : scale[j]
      weights[j] = row[j] / s
      if (mean !== null) shift += (row[j] * mean[j]) / s
      norm += row[j] * row[j]
    }
    const parts = ranges(0, rows, Math.ceil(rows / team.threads))
    team.parallel(
      'pixelProducts',
      parts.map(([first, last]) => [pixels, stride, weights, columns, first, last, products]),
    )
    for (let v = 0; v < rows; v++) products[v] = products[v] / (rowNorm === null ? 1 : rowNorm[v]) - shift
    routines.kernelValues(products, padded, noShifts, norms, norm, kernelArray)
    routines.weighRows(products, padded, 1, coefficients, machines.length, scores.subarray(i * machines.length))
  }
  return withIntercepts(scores, machines)
}

const normsOf = new WeakMap<Features, Float32Array>()

function squaredNorms(support: Features): Float32Array {
  const known = normsOf.get(support)
  if (known !== undefined) return known
  const read = rowReader(support)
  const row = new Float64Array(support.columns)
  const norms = new Float32Array(support.rows)
  for (let i = 0; i < support.rows; i++) {
    read(i, row)
    let sum = 0
    for (let j = 0; j < row.length; j++) sum += row[j] * row[j]
    norms[i] = sum
  }
  normsOf.set(support, norms)
  return norms
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
  const matrix = new KernelMatrix(rows, columns, kernel, context, Math.ceil(chunk / 6))
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
