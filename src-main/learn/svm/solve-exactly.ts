import { rowReader } from '../feature-rows.ts'
import type { Features } from '../features.ts'
import type { FitContext } from '../fit-context.ts'
import { type ClassOrder, type Contest, segmentsOf } from './class-order.ts'
import { ExactSmo } from './exact-smo.ts'
import { type Kernel, kernelValue } from './kernel.ts'
import { firstGap } from './smo-progress.ts'
import type { SolveOptions, Solved } from './solved.ts'

/** Share of the time that the kernel values take: about half of it at 1,500 rows. */
const matrixShare = 0.5
/** Progress is told after so many rows of them. */
const rowsAtOnce = 50

/** Every contest as libsvm would solve it; for small training sets, since all kernel values are kept. */
export function solveExactly(
  X: Features,
  order: ClassOrder,
  contests: Contest[],
  kernel: Kernel,
  options: SolveOptions,
  context: FitContext,
): Solved[] {
  const { workspace } = context
  const mark = workspace.mark()
  try {
    const matrix = kernelMatrix(X, kernel, context)
    const told = new Progress(contests.length, options.tolerance, context)
    return contests.map((contest, c) => {
      const tell = (gap: number, objective: number) => told.tell(c, gap, objective)
      return solveOne(X, order, contest, tell, matrix, options, context)
    })
  } finally {
    workspace.release(mark)
  }
}

/** Contest after contest; within one by its gap, which falls from 2 to the tolerance by about the same factor in as many steps. */
class Progress {
  readonly #contests: number
  readonly #tolerance: number
  readonly #context: FitContext
  readonly #objectives: number[] = []
  #closed = 0

  constructor(contests: number, tolerance: number, context: FitContext) {
    this.#contests = contests
    this.#tolerance = tolerance
    this.#context = context
  }

  tell(contest: number, gap: number, objective: number): void {
    this.#objectives[contest] = objective
    const own = Math.log(firstGap / gap) / Math.log(firstGap / this.#tolerance)
    this.#closed = Math.max(this.#closed, contest + Math.min(1, Math.max(0, own)))
    this.#context.progress({
      phase: 'fitting',
      fraction: matrixShare + ((1 - matrixShare) * this.#closed) / this.#contests,
      objective: this.#objectives.reduce((sum, value) => sum + value, 0),
    })
  }
}

const unsolved: Solved = {
  rows: new Int32Array(0),
  coefficients: new Float64Array(0),
  intercept: 0,
  iterations: 0,
  converged: false,
  kernelRows: 0,
}

interface AllValues {
  readonly values: Float32Array
  readonly diagonal: Float64Array
}

function solveOne(
  X: Features,
  order: ClassOrder,
  contest: Contest,
  tell: (gap: number, objective: number) => void,
  { values, diagonal }: AllValues,
  options: SolveOptions,
  context: FitContext,
): Solved {
  const { workspace, stop } = context
  if (stop.stopped) return unsolved
  const mark = workspace.mark()
  try {
    const { rows, y, bounds } = libsvmOrder(contest, order, options)
    const n = rows.length
    const own = workspace.f32(n * n)
    for (let i = 0; i < n && !stop.stopped; i++)
      for (let j = 0; j < n; j++) own[i * n + j] = values[rows[i] * X.rows + rows[j]]
    const smo = new ExactSmo({
      y,
      bounds,
      kernel: own,
      diagonal: Float64Array.from(rows, (row) => diagonal[row]),
      tolerance: options.tolerance,
      maxIterations: options.maxIterations,
    })
    const { alpha, rho, iterations, converged } = smo.solve((gap, objective) => {
      tell(gap, objective)
      return stop.stopped
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
      kernelRows: X.rows,
    }
  } finally {
    workspace.release(mark)
  }
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

/** Left unfinished when it is stopped. */
function kernelMatrix(X: Features, kernel: Kernel, { workspace, stop, progress }: FitContext): AllValues {
  const n = X.rows
  const read = rowReader(X)
  const rows = Array.from({ length: n }, (_, i) => {
    const row = workspace.f64(X.columns)
    read(i, row)
    return row
  })
  const dot = (a: Float64Array, b: Float64Array) => {
    let sum = 0
    for (let k = 0; k < a.length; k++) sum += a[k] * b[k]
    return sum
  }
  const norms = rows.map((row) => dot(row, row))
  const values = workspace.f32(n * n)
  const diagonal = new Float64Array(n)
  for (let i = 0; i < n && !stop.stopped; i++) {
    if (i % rowsAtOnce === 0) {
      progress({ phase: 'fitting', fraction: matrixShare * (i / n) ** 2, objective: null })
    }
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
