import type { FitContext } from '../fit-context.ts'
import type { TwoClassProblem } from './two-class-problem.ts'

/** Rows that one violator still costs: most are settled by the rows of others (measured on digits). */
const rowsPerViolator = 1 / 15
/** How much the closing of the gap counts beside the kernel rows: it alone tells of the end, when few rows are new. */
const gapShare = 0.4
/** Of a problem without support vectors. */
export const firstGap = 2

/**
 * Most of the time goes into kernel rows, so the share of them that is there tells how far a problem is; from there on its gap, which
 * shrinks by about the same factor each round.
 */
export class SmoProgress {
  readonly #problems: TwoClassProblem[]
  readonly #tolerance: number
  readonly #context: FitContext
  #fraction = 0

  constructor(problems: TwoClassProblem[], tolerance: number, context: FitContext) {
    this.#problems = problems
    this.#tolerance = tolerance
    this.#context = context
  }

  tell(): void {
    let parts = 0
    let objective = 0
    for (const problem of this.#problems) {
      parts += partDone(problem, this.#tolerance)
      objective += problem.objective()
    }
    this.#fraction = Math.max(this.#fraction, parts / this.#problems.length)
    this.#context.progress({ phase: 'fitting', fraction: this.#fraction, objective })
  }
}

function partDone({ done, smallestGap, newRows, violators }: TwoClassProblem, tolerance: number): number {
  if (done) return 1
  if (smallestGap === Infinity) return 0
  const rows = newRows / (newRows + violators * rowsPerViolator)
  const closed = Math.log(firstGap / smallestGap) / Math.log(firstGap / tolerance)
  return (1 - gapShare) * rows + gapShare * Math.min(1, Math.max(0, closed))
}
