import { rowReader } from '../feature-rows.ts'
import type { Features } from '../features.ts'
import type { FitContext } from '../fit-context.ts'
import { type ClassOrder, type Contest, segmentsOf } from './class-order.ts'
import { ExactSmo } from './exact-smo.ts'
import { type Kernel, kernelValue } from './kernel.ts'
import type { SolveOptions, Solved } from './solved.ts'

/** Every contest as libsvm would solve it; for small training sets, since all kernel values are kept. */
export function solveExactly(
  X: Features,
  order: ClassOrder,
  contests: Contest[],
  kernel: Kernel,
  options: SolveOptions,
  context: FitContext,
): Solved[] {
  const { values, diagonal } = kernelMatrix(X, kernel)
  return contests.map((contest, c): Solved => {
    const { rows, y, bounds } = libsvmOrder(contest, order, options)
    const n = rows.length
    const own = new Float32Array(n * n)
    for (let i = 0; i < n; i++) for (let j = 0; j < n; j++) own[i * n + j] = values[rows[i] * X.rows + rows[j]]
    const smo = new ExactSmo({
      y,
      bounds,
      kernel: own,
      diagonal: Float64Array.from(rows, (row) => diagonal[row]),
      tolerance: options.tolerance,
      maxIterations: options.maxIterations,
    })
    const { alpha, rho, iterations, converged } = smo.solve(() => {
      context.progress({ phase: 'fitting', fraction: c / contests.length, objective: null })
      return context.stop.stopped
    })
    const support = [...rows.keys()].filter((i) => alpha[i] > 0)
    // libsvm's +1 is the first group; ours is the positive class.
    const sign = y[0] === 1 && contest.negative !== undefined ? 1 : -1
    return {
      rows: Int32Array.from(support, (i) => rows[i]),
      coefficients: Float64Array.from(support, (i) => sign * y[i] * alpha[i]),
      intercept: -sign * rho,
      iterations,
      converged,
    }
  })
}

/**
 * The smaller class number comes first and is libsvm's +1; rows ascend within each group. "The rest" counts as label 0, so it
 * comes before the positive class.
 */
function libsvmOrder(contest: Contest, { order, starts }: ClassOrder, { bounds }: SolveOptions) {
  const groups: { rows: number[]; positive: boolean }[] = [
    { rows: [], positive: true },
    { rows: [], positive: false },
  ]
  for (const { first, last, sign } of segmentsOf(contest, starts)) {
    groups[sign > 0 ? 0 : 1].rows.push(...order.subarray(first, last))
  }
  if (contest.negative === undefined) groups.reverse()
  for (const { rows } of groups) rows.sort((a, b) => a - b)
  const [low, high] = bounds(contest)
  return {
    rows: Int32Array.from(groups.flatMap(({ rows }) => rows)),
    y: Int8Array.from(groups.flatMap(({ rows }, g) => rows.map(() => (g === 0 ? 1 : -1)))),
    bounds: Float64Array.from(groups.flatMap(({ rows, positive }) => rows.map(() => (positive ? high : low)))),
  }
}

function kernelMatrix(X: Features, kernel: Kernel): { values: Float32Array; diagonal: Float64Array } {
  const n = X.rows
  const read = rowReader(X)
  const rows = Array.from({ length: n }, (_, i) => {
    const row = new Float64Array(X.columns)
    read(i, row)
    return row
  })
  const dot = (a: Float64Array, b: Float64Array) => {
    let sum = 0
    for (let k = 0; k < a.length; k++) sum += a[k] * b[k]
    return sum
  }
  const norms = rows.map((row) => dot(row, row))
  const values = new Float32Array(n * n)
  const diagonal = new Float64Array(n)
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      const product = dot(rows[i], rows[j])
      const value = kernelValue(kernel, product, norms[i] + norms[j] - 2 * product)
      if (i === j) diagonal[i] = value
      values[i * n + j] = value
      values[j * n + i] = value
    }
  }
  return { values, diagonal }
}
