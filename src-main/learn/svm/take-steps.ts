import type { FitContext } from '../fit-context.ts'
import { ranges } from '../ranges.ts'
import type { KernelMatrix } from './kernel-matrix.ts'
import type { RowCache } from './row-cache.ts'
import type { TwoClassProblem } from './two-class-problem.ts'

/** Columns of one task. */
const taskColumns = 2048
/** Calls of one list: between lists the stop flag is looked at. */
const callsAtOnce = 16

/** Takes over the alphas of solved subsets and brings all errors up to date, or, when it is stopped, neither. */
export function takeSteps(
  chosen: TwoClassProblem[],
  cache: RowCache,
  { format, rowWords }: KernelMatrix,
  { team, stop }: FitContext,
): void {
  // Stopped on the way, errors would no longer fit to alphas: only what was reached before counts.
  if (stop.stopped) return
  const before = chosen.map((problem) => problem.subsetAlphas())
  const { rows } = cache
  const counts = chosen.map((problem) => {
    let count = 0
    problem.subset.forEach((local, t) => {
      const step = (problem.subsetAlpha[t] - problem.alpha[local]) * problem.y[local]
      if (step === 0) return
      const wasFree = problem.isFree(local)
      problem.alpha[local] = problem.subsetAlpha[t]
      problem.free += Number(problem.isFree(local)) - Number(wasFree)
      problem.stepSlots[count] = problem.subsetSlots[t]
      problem.steps[count++] = step
    })
    const padded = Math.ceil(count / 8) * 8
    problem.stepSlots.fill(problem.stepSlots[0], count, padded)
    problem.steps.fill(0, count, padded)
    return padded
  })
  const calls = chosen.flatMap((problem, p) =>
    problem.stretches.flatMap((stretch) => {
      const parts = Math.ceil(stretch.padded / taskColumns)
      return Array.from({ length: parts }, (_, part) => {
        const at = part * taskColumns
        const n = Math.min(taskColumns, stretch.padded - at)
        const errors = problem.errors.subarray(stretch.local + at, stretch.local + at + n)
        return {
          at: stretch.column + at,
          call: [errors, n, rows, rowWords, stretch.column + at, problem.stepSlots, problem.steps, counts[p]] as const,
        }
      })
    }),
  )
  // Problems side by side over the same columns share what is in the cache.
  calls.sort((a, b) => a.at - b.at)
  for (const [first, last] of ranges(0, calls.length, callsAtOnce)) {
    if (stop.stopped) {
      chosen.forEach((problem, p) => problem.goBack(before[p]))
      return
    }
    team.parallel(
      format === 'packed' ? 'takePackedRows' : 'takeRows',
      calls.slice(first, last).map(({ call }) => [...call]),
    )
  }
}
