import { AppError } from '../app-error.ts'
import { rowReader } from '../feature-rows.ts'
import type { Features } from '../features.ts'
import type { FitContext } from '../fit-context.ts'
import { type Kernel, kernelValue } from './kernel.ts'
import { KernelColumns, ranges } from './kernel-columns.ts'
import { KernelMatrix } from './kernel-matrix.ts'
import type { Machine } from './machine.ts'
import { alike } from './support-vectors.ts'

/** Rows whose kernel values are held at once. */
const chunkRows = 192
/** Up to so many multiplications float64 is quick enough and exact to the last places. */
const smallWork = 5e7

/** f(x) of every row and machine: rows x machines. */
export function machineScores(
  machines: Machine[],
  support: Features,
  kernel: Kernel,
  X: Features,
  context: FitContext,
): Float64Array {
  if (X.rows * support.rows * X.columns <= smallWork) return exactScores(machines, support, kernel, X)
  const { workspace } = context
  const mark = workspace.mark()
  try {
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

function fastScores(
  machines: Machine[],
  X: Features,
  support: Features,
  kernel: Kernel,
  context: FitContext,
): Float64Array {
  const { workspace, team } = context
  const columns = new KernelColumns(support, identity(0, support.rows), context)
  const chunk = Math.min(chunkRows, X.rows)
  const rows = new KernelColumns(X, identity(0, chunk), context)
  const matrix = new KernelMatrix(rows, columns, kernel, context, Math.ceil(chunk / 6))
  const values = workspace.f32((chunk + 1) * matrix.stride)
  const weights = workspace.f32(machines.length * matrix.stride)
  machines.forEach((machine, m) => {
    for (let v = 0; v < machine.vectors.length; v++) {
      weights[m * matrix.stride + machine.vectors[v]] += machine.coefficients[v]
    }
  })
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
  const answer = Float64Array.from(scores)
  for (let at = 0; at < answer.length; at++) answer[at] += machines[at % machines.length].intercept
  return answer
}

function identity(first: number, last: number): Int32Array {
  return Int32Array.from({ length: last - first }, (_, i) => first + i)
}
