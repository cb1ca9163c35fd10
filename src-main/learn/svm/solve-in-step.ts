import { throwIfStopped } from '../app-error.ts'
import type { Features } from '../features.ts'
import type { FitContext, Workspace } from '../fit-context.ts'
import { BatchSmo } from './batch-smo.ts'
import { type ClassOrder, type Contest, segmentsOf } from './class-order.ts'
import type { Kernel } from './kernel.ts'
import { KernelColumns } from './kernel-columns.ts'
import { KernelMatrix } from './kernel-matrix.ts'
import type { SolveOptions, Solved } from './solved.ts'
import { rowFormat, type RowUse } from './row-format.ts'
import { SmoProgress } from './smo-progress.ts'
import { type Segment, TwoClassProblem } from './two-class-problem.ts'

const fewContests = 12
/** Here a subset of 512 comes to the end as fast as one of 1,024, in a quarter of the memory. */
const halfSubsets = { from: 5_000, to: 20_000 }

/** Variables optimised at once: fewer where memory is short, so that the rows of one subset fit twice. */
function subsetSize(contests: number, matrix: KernelMatrix, { budgetBytes, usedBytes }: Workspace): number {
  const half = contests > fewContests || (matrix.size >= halfSubsets.from && matrix.size <= halfSubsets.to)
  const most = Math.min(matrix.size, half ? 512 : 1024)
  let size = most
  for (; size > 64; size = Math.floor(size / 2)) {
    const perProblem = size * (size + 80) * 4 + matrix.stride * 26 + 2 ** 14
    const rows = (budgetBytes - usedBytes - contests * perProblem) / (matrix.rowWords * 4)
    if (rows >= Math.min(2 * size, matrix.size) + 300) break
  }
  return size
}

function taken(segments: Segment[]): number {
  return segments.reduce((sum, { first, last }) => sum + last - first, 0)
}

/** All contests at once, over the same kernel rows, in the compiled routines. Stopped before it learnt anything: `aborted`. */
export function solveInStep(
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
    context.progress({ phase: 'reading the digits', fraction: 0, objective: null })
    const columns = new KernelColumns(X, order.order, context)
    const specs = contests.map((contest) => ({
      segments: segmentsOf(contest, order.starts),
      bounds: options.bounds(contest),
    }))
    const use: RowUse = {
      rows: columns.size,
      bound: Math.max(...specs.flatMap(({ bounds }) => bounds)),
      tolerance: options.tolerance,
      allColumns: specs.every(({ segments }) => taken(segments) === columns.size),
    }
    // What has grown without bound must stay so, to be told of.
    const format = columns.norms.every(Number.isFinite) ? rowFormat(kernel.name, use) : 'float32'
    const matrix = new KernelMatrix(columns, columns, kernel, context, { format })
    const size = subsetSize(contests.length, matrix, workspace)
    const problems = specs.map((spec) => {
      throwIfStopped({ aborted: context.stop.stopped })
      return new TwoClassProblem(spec, size, workspace)
    })
    const smo = new BatchSmo(matrix, problems, context, {
      tolerance: options.tolerance,
      maxSteps: options.maxIterations < 0 ? Infinity : options.maxIterations,
    })
    const progress = new SmoProgress(problems, options.tolerance, context)
    smo.solve(() => progress.tell())
    const supports = problems.map((problem) => problem.support())
    if (supports.every(({ length }) => length === 0)) throwIfStopped({ aborted: context.stop.stopped })
    return problems.map((problem, k) => {
      const support = supports[k]
      return {
        rows: Int32Array.from(support, (j) => order.order[problem.columns[j]]),
        coefficients: Float64Array.from(support, (j) => problem.alpha[j] * problem.y[j]),
        intercept: problem.intercept(),
        iterations: problem.stepsTaken,
        converged: problem.done && problem.gap < options.tolerance,
        kernelRows: matrix.rowsComputed,
      }
    })
  } finally {
    workspace.release(mark)
  }
}
