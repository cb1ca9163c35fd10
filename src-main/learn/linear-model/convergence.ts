/** How many iterations a problem has taken, and how many it seems to need in all. */
export interface Course {
  iterations: number
  needed: number
}

/** Share of the iterations of all these problems that are done. */
export function shareOfIterations(courses: Course[]): number {
  let done = 0
  let all = 0
  for (const { iterations, needed } of courses) {
    done += Math.min(iterations, needed)
    all += needed
  }
  return all === 0 ? 1 : done / all
}

/**
 * Iterations after which a falling measure will be at `target`, by the power law m(e) = c e^-p through its last value and that
 * half-way. `measures`: one after each iteration, from the first on; of too few nothing can be told: Infinity.
 */
export function iterationsByFall(measures: number[], target: number): number {
  const count = measures.length
  if (count < 4) return Infinity
  const half = Math.floor(count / 2)
  const last = measures[count - 1]
  if (last <= target) return count
  const power = Math.max(1, Math.log(measures[half - 1] / last) / Math.log(count / half))
  return count * (last / target) ** (1 / power)
}
