import type { FitContext } from '../fit-context.ts'
import type { KernelMatrix } from './kernel-matrix.ts'
import type { TwoClassProblem } from './two-class-problem.ts'

/** Rows that one violator of one problem still costs: most are settled by the rows of others (measured on digits, ten problems: 1 / 18). */
const rowsPerViolator = 1 / 1.8
/** The end, when few rows are new. */
const tail = 0.08

/** Most of the time goes into kernel rows, so the share of rows computed tells how far it is. */
export class SmoProgress {
  readonly #problems: TwoClassProblem[]
  readonly #matrix: KernelMatrix
  readonly #context: FitContext
  #fraction = 0

  constructor(problems: TwoClassProblem[], matrix: KernelMatrix, context: FitContext) {
    this.#problems = problems
    this.#matrix = matrix
    this.#context = context
  }

  tell(): void {
    const open = this.#problems.filter((problem) => !problem.done)
    let objective = 0
    for (const problem of this.#problems) objective += problem.objective()
    const waiting = open.some((problem) => problem.smallestGap === Infinity)
    if (!waiting) {
      const violators = open.reduce((sum, problem) => sum + problem.violators, 0)
      const rows = this.#matrix.rowsComputed
      const left = (violators * rowsPerViolator) / this.#problems.length
      const settled = 1 - open.length / this.#problems.length
      this.#fraction = Math.max(this.#fraction, (1 - tail) * (rows / (rows + left)) + tail * settled)
    }
    this.#context.progress({ phase: 'fitting', fraction: this.#fraction, objective })
  }
}
