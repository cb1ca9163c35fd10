import { throwIfStopped } from '../app-error.ts'
import type { FitContext } from '../fit-context.ts'
import { parallelUntilStopped } from '../parallel-stoppably.ts'
import type { Routines } from '../routines.ts'
import type { SparsePixels } from '../sparse-pixels.ts'
import { columnShares, InsideGram, updateGrams } from './inside-gram.ts'
import { SquaredHinge, type SquaredHingeProblem } from './squared-hinge.ts'
import type { TronRequest } from './tron.ts'

export interface ProblemRequest {
  problem: number
  request: TronRequest
}

/** Blocks of rows, and shares of columns, that a pass is cut into: never by the number of threads, so that sums do not depend on it. */
const fewestBlocks = 4
const shares = 4
/** Of a block: a stop is heard between two. */
const mostRows = 2 ** 16

/** Answers the requests of several problems over the same sparse rows, all threads at once. */
export class SparseSquaredHinges {
  readonly points: SquaredHinge[]
  readonly grams: InsideGram[]
  private readonly stale: boolean[]
  private readonly sparse: SparsePixels
  private readonly biasFeature: number
  private readonly context: FitContext
  private readonly shares: number[]
  private readonly values: Float64Array[]
  private readonly folded: Float64Array[]
  private readonly sums: { out: Float64Array; sum: Float64Array }[][]

  /** Stopped: `aborted`. `biasFeature`: s, or 0 without an intercept. Vectors have columns + 1 entries with an intercept, else columns. */
  constructor(problems: SquaredHingeProblem[], sparse: SparsePixels, biasFeature: number, context: FitContext) {
    const { workspace, stop } = context
    const { rows, columns } = sparse
    this.sparse = sparse
    this.biasFeature = biasFeature
    this.context = context
    this.points = problems.map((problem) => {
      throwIfStopped({ aborted: stop.stopped })
      return new SquaredHinge(problem, workspace)
    })
    this.grams = problems.map(() => new InsideGram(rows, columns, workspace))
    this.stale = problems.map(() => true)
    this.shares = columnShares(sparse, shares, stop)
    this.values = Array.from({ length: problems.length * shares }, () => workspace.f64(columns))
    this.folded = problems.map(() => workspace.f64(columns))
    this.sums = problems.map(() =>
      Array.from({ length: blocksOf(rows).length }, () => ({ out: workspace.f64(columns), sum: workspace.f64(1) })),
    )
  }

  /** One answer for each request, in order; null: stopped on the way. */
  answer(requests: ProblemRequest[]): (number | Float64Array)[] | null {
    const asked = (kind: TronRequest['kind']) =>
      requests.filter(({ request }) => request.kind === kind).map(({ problem }) => problem)
    if (!this.bringGramsUp(asked('hessian'))) return null
    const scored = this.score(
      requests.flatMap(({ problem, request }) =>
        request.kind === 'objective' ? [{ problem, vector: request.w, out: this.points[problem].scores }] : [],
      ),
    )
    const sloping = asked('gradient')
    const gradients = scored ? this.gradients(sloping) : null
    if (gradients === null) return null
    this.context.team.parallel(
      'gramProduct',
      requests.flatMap(({ problem, request }) => {
        if (request.kind !== 'hessian') return []
        this.fold(request.direction, this.folded[problem])
        return [[this.grams[problem].gram, this.sparse.columns, this.folded[problem], this.sums[problem][0].out]]
      }),
    )
    return requests.map(({ problem, request }) => {
      if (request.kind === 'gradient') return gradients[sloping.indexOf(problem)]
      if (request.kind === 'hessian') return this.curvature(problem, request.direction)
      return this.settle(problem, request.w)
    })
  }

  /** Makes w, whose scores were filled, the point of a problem; gives its objective. */
  settle(problem: number, w: Float64Array): number {
    this.stale[problem] = true
    return this.points[problem].settle(w)
  }

  /** out = vector.(x, s) for every row. False: stopped on the way. */
  score(asked: { problem: number; vector: Float64Array; out: Float64Array }[]): boolean {
    const { start, column, grey, inverseNorm, rows } = this.sparse
    const calls = asked.flatMap(({ problem, vector, out }): Parameters<Routines['inkScores']>[] => {
      const weights = this.folded[problem]
      const constant = this.fold(vector, weights)
      return blocksOf(rows).map(([from, to]) => [from, to, start, column, grey, inverseNorm, weights, constant, out])
    })
    return parallelUntilStopped('inkScores', calls, this.context)
  }

  /** At the points of these problems; null: stopped on the way. */
  gradients(problems: number[]): Float64Array[] | null {
    const calls = problems.flatMap((problem) => this.sumCalls(problem))
    if (!parallelUntilStopped('inkSum', calls, this.context)) return null
    return problems.map((problem) => this.gradient(problem))
  }

  /** Makes the sums over the rows inside the margin those of the present points. False: stopped on the way. */
  bringGramsUp(problems: number[]): boolean {
    const { context, grams, points, sparse } = this
    const due = problems.filter((problem) => this.stale[problem])
    if (due.length === 0) return true
    for (const problem of due) this.stale[problem] = false
    // At w = 0 every row is inside, so with equal weights all problems start from the same sums.
    const [lead, ...others] = due.filter((problem) => {
      const { positiveC, negativeC } = points[problem].problem
      return grams[problem].isEmpty && points[problem].insideCount === sparse.rows && positiveC === negativeC
    })
    const update = (chosen: number[]) => {
      const pairs = chosen.map((problem) => ({ gram: grams[problem], point: points[problem] }))
      return updateGrams(pairs, sparse, this.shares, this.values, context)
    }
    if (!update(due.filter((problem) => !others.includes(problem)))) return false
    for (const problem of others) grams[problem].copy(grams[lead])
    return true
  }

  private sumCalls(problem: number): Parameters<Routines['inkSum']>[] {
    const { start, column, grey, inverseNorm, columns } = this.sparse
    const { inside, insideCount, pull } = this.points[problem]
    return blocksOf(insideCount).map(([from, to], block) => {
      const { out, sum } = this.sums[problem][block]
      return [from, to, inside, pull, start, column, grey, inverseNorm, columns, out, sum]
    })
  }

  /** Weights for raw grey levels; gives what every row adds: b s - u.w. */
  private fold(vector: Float64Array, folded: Float64Array): number {
    const { columns, inverseScale, offset } = this.sparse
    let constant = this.biasFeature === 0 ? 0 : vector[columns] * this.biasFeature
    for (let j = 0; j < columns; j++) {
      folded[j] = vector[j] * inverseScale[j]
      constant -= vector[j] * offset[j]
    }
    return constant
  }

  /** w + sum of c_i (z_i - u, s), from the sums over grey levels. */
  private gradient(problem: number): Float64Array {
    const { columns, inverseScale, offset } = this.sparse
    const { point, insideCount } = this.points[problem]
    const parts = this.sums[problem].slice(0, blocksOf(insideCount).length)
    const total = parts.reduce((all, { sum }) => all + sum[0], 0)
    const result = point.slice()
    for (let j = 0; j < columns; j++) {
      let grey = 0
      for (const { out } of parts) grey += out[j]
      result[j] += grey * inverseScale[j] - total * offset[j]
    }
    if (this.biasFeature !== 0) result[columns] += total * this.biasFeature
    return result
  }

  /** d + 2 C sum of c_i (z_i - u, s) (z_i.d + constant), with z z^T, z and 1 summed beforehand. */
  private curvature(problem: number, direction: Float64Array): Float64Array {
    const { columns, inverseScale, offset } = this.sparse
    const { first, total } = this.grams[problem]
    const folded = this.folded[problem]
    const product = this.sums[problem][0].out
    const C2 = 2 * this.points[problem].problem.negativeC
    const constant = this.fold(direction, folded)
    let along = total * constant
    for (let j = 0; j < columns; j++) along += first[j] * folded[j]
    const result = direction.slice()
    for (let j = 0; j < columns; j++) {
      result[j] += C2 * ((product[j] + first[j] * constant) * inverseScale[j] - offset[j] * along)
    }
    if (this.biasFeature !== 0) result[columns] += C2 * this.biasFeature * along
    return result
  }
}

function blocksOf(count: number): [number, number][] {
  const blocks = Math.max(fewestBlocks, Math.ceil(count / mostRows))
  const bound = (block: number) => Math.floor((count * block) / blocks)
  return Array.from({ length: blocks }, (_, block) => [bound(block), bound(block + 1)])
}
