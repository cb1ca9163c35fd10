import type { FitContext } from '../fit-context.ts'
import type { TwoClassProblem } from './two-class-problem.ts'

/** Rows that one violator still costs: most are settled by the rows of others (measured on digits). */
const rowsPerViolator = 1 / 15
/** The end, when few rows are new. */
const tail = 0.08

/** Most of the time goes into kernel rows, so the share of them that is there tells how far a problem is. */
export class SmoProgress {
  readonly #problems: TwoClassProblem[]
  readonly #context: FitContext
  #fraction = 0

  constructor(problems: TwoClassProblem[], context: FitContext) {
    this.#problems = problems
    this.#context = context
  }

  tell(): void {
    let parts = 0
    let objective = 0
    for (const problem of this.#problems) {
      parts += partDone(problem)
      objective += problem.objective()
    }
    this.#fraction = Math.max(this.#fraction, parts / this.#problems.length)
    this.#context.progress({ phase: 'fitting', fraction: this.#fraction, objective })
  }
}

function partDone({ done, smallestGap, newRows, violators }: TwoClassProblem): number {
  if (done) return 1
  return smallestGap === Infinity ? 0 : ((1 - tail) * newRows) / (newRows + violators * rowsPerViolator)
}
