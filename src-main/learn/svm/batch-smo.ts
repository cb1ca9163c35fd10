import type { FitContext } from '../fit-context.ts'
import { ranges } from '../ranges.ts'
import type { KernelMatrix } from './kernel-matrix.ts'
import { RowCache } from './row-cache.ts'
import { takeSteps } from './take-steps.ts'
import type { TwoClassProblem } from './two-class-problem.ts'

/** Steps of one inner solve at most. */
const mostSteps = 200_000
/** Share of a subset that is new at most: rows of new members mostly have to be computed, and of many at once more prove useless. */
const renewed = 1 / 4
/** New members once every new row takes the place of another. */
const renewedWhenFull = 128
/** Rows that a problem wants at hand, relative to those of its free variables. */
const spare = 1.25
/** float32 rows may not allow the tolerance that was asked for; after so many rounds without any gain the search ends. */
const mostIdleRounds = 300
/** Problems go on to this share of the tolerance, which costs little once their rows are there: how they came to the end then matters less. */
const beyond = 0.3
/** Without any gain they settle for the tolerance itself. */
const idleRoundsBeyond = 5
/** Share of the gap from which variables with kept rows are worth a round of their own. */
const worthWhile = 0.5

export interface BatchSmoOptions {
  tolerance: number
  /** Of one problem, over all its inner solves. */
  maxSteps: number
}

/**
 * Batch SMO over several two-class problems of the same training rows, in step: each round every problem takes up its worst violators
 * beside those it had, the kernel rows that are missing are computed together, and each problem is solved on its
 * subset to a tenth of its gap. A row serves every problem as long as it is kept.
 * (Subset selection as in ThunderSVM, Wen et al. 2018; second-order SMO as in Fan, Chen, Lin 2005.)
 */
export class BatchSmo {
  readonly cache: RowCache
  rounds = 0
  readonly seconds = { select: 0, rows: 0, gather: 0, smo: 0, gradient: 0 }
  readonly #matrix: KernelMatrix
  readonly #problems: TwoClassProblem[]
  readonly #context: FitContext
  readonly #options: BatchSmoOptions

  constructor(matrix: KernelMatrix, problems: TwoClassProblem[], context: FitContext, options: BatchSmoOptions) {
    this.#matrix = matrix
    this.#problems = problems
    this.#context = context
    this.#options = options
    this.cache = new RowCache(matrix, Math.max(...problems.map(({ size }) => size)), context.workspace)
  }

  /** Until every problem is optimal within the tolerance, or stopped. Alphas and errors are consistent between rounds. */
  solve(afterRound: () => void): void {
    while (!this.#context.stop.stopped && this.#problems.some((problem) => !problem.done)) {
      const chosen = this.#measured('select', () => this.#choose())
      if (chosen.length === 0) continue
      this.#measured('rows', () => this.#bringRows(chosen))
      if (this.#context.stop.stopped) return
      this.#solveSubsets(chosen)
      this.rounds++
      afterRound()
    }
  }

  #measured<T>(what: keyof BatchSmo['seconds'], work: () => T): T {
    const start = Date.now()
    const result = work()
    this.seconds[what] += (Date.now() - start) / 1000
    return result
  }

  /**
   * All; once there is no room left for new rows, the first that can keep those of their free variables: with more of them no row
   * would stay until it is wanted again.
   */
  #batch(): TwoClassProblem[] {
    const open = this.#problems.filter((problem) => !problem.done)
    const { capacity, full } = this.cache
    if (capacity >= this.#matrix.size) return open
    let room = capacity
    return open.filter((problem, k) => {
      room -= full ? Math.max(problem.size, problem.free * spare) : problem.size
      return k === 0 || room >= 0
    })
  }

  /** The problems of this round, with their new subsets. */
  #choose(): TwoClassProblem[] {
    const batch = this.#batch()
    const unstarted = batch.filter((problem) => !problem.started)
    for (const problem of unstarted) this.#start(problem)
    const running = batch.filter((problem) => !unstarted.includes(problem))
    this.#findViolators(running, false)
    const worst = new Map<TwoClassProblem, number[]>()
    const going = running.filter((problem) => {
      this.#judge(problem)
      if (!problem.done) worst.set(problem, this.#worst(problem, this.#renewedOf(problem)))
      return !problem.done
    })
    this.#findViolators(going, true)
    for (const problem of going) this.#renew(problem, worst.get(problem) ?? [])
    return [...unstarted, ...going]
  }

  #judge(problem: TwoClassProblem): void {
    problem.gap = problem.limits[0] - problem.limits[1]
    problem.violators = problem.found[2]
    problem.idleRounds = problem.gap < problem.smallestGap ? 0 : problem.idleRounds + 1
    problem.smallestGap = Math.min(problem.smallestGap, problem.gap)
    const { tolerance } = this.#options
    problem.done =
      !(problem.gap >= tolerance * beyond) ||
      (problem.gap < tolerance && problem.idleRounds > idleRoundsBeyond) ||
      problem.stepsTaken >= this.#options.maxSteps ||
      problem.idleRounds > mostIdleRounds
  }

  #renewedOf({ size }: TwoClassProblem): number {
    const most = Math.ceil(size * renewed)
    return this.cache.full ? Math.min(renewedWhenFull, most) : most
  }

  #findViolators(problems: TwoClassProblem[], keptOnly: boolean): void {
    const { slotOf } = this.cache
    this.#context.team.parallel(
      'worstViolators',
      problems.map((p) => [
        ...([p.errors, p.alpha, p.y, p.bounds, p.length, p.skip, p.columns, slotOf, keptOnly ? 1 : 0] as const),
        ...([(p.limits[0] + p.limits[1]) / 2, this.#options.tolerance] as const),
        ...([keptOnly ? p.size / 2 : this.#renewedOf(p), p.up, p.down, p.found, p.limits] as const),
      ]),
    )
  }

  /** The worst violators of both sides in turn; marks them. */
  #worst(problem: TwoClassProblem, most: number): number[] {
    const { errors, found, limits, skip } = problem
    const up = problem.up.slice(0, found[0]).sort((a, b) => errors[b] - errors[a])
    const down = problem.down.slice(0, found[1]).sort((a, b) => errors[a] - errors[b])
    const taken: number[] = []
    const take = (local: number) => {
      if (skip[local] === 1 || taken.length >= most) return
      skip[local] = 1
      taken.push(local)
    }
    for (let i = 0; i < Math.max(up.length, down.length) && taken.length < most; i++) {
      if (errors[up[i]] > limits[1]) take(up[i])
      if (errors[down[i]] < limits[0]) take(down[i])
    }
    return taken
  }

  /** At first all errors are alike: take rows evenly from all classes, the same for all problems. */
  #start(problem: TwoClassProblem): void {
    const { size } = problem
    for (let i = 0; i < size; i++) {
      const local = problem.localOf(Math.floor(((i + 0.5) * this.#matrix.size) / size))
      if (local >= 0 && problem.skip[local] === 0) {
        problem.skip[local] = 1
        this.#join(problem, problem.subset.length, local)
      }
    }
    problem.gap = 2
    problem.started = true
  }

  #join(problem: TwoClassProblem, position: number, local: number): void {
    problem.subset[position] = local
    problem.joined[position] = this.rounds
    if (!this.cache.has(problem.columns[local])) problem.newRows++
    problem.changed[position] = 1
  }

  /**
   * At most half of the subset is replaced. While variables whose row is kept violate nearly as much as any, only they join: their
   * rows cost nothing. Who has been in longest goes, variables at a bound before free ones.
   */
  #renew(problem: TwoClassProblem, worst: number[]): void {
    const { errors, up, down, found, limits, subset, joined, skip, columns } = problem
    let keptUp = limits[1]
    let keptDown = limits[0]
    for (let i = 0; i < found[0]; i++) keptUp = Math.max(keptUp, errors[up[i]])
    for (let i = 0; i < found[1]; i++) keptDown = Math.min(keptDown, errors[down[i]])
    let fresh = worst
    if (keptUp - keptDown > worthWhile * problem.gap) {
      const kept = worst.filter((local) => this.cache.has(columns[local]))
      if (kept.length > 0) {
        for (const local of worst) if (!this.cache.has(columns[local])) skip[local] = 0
        fresh = kept
      }
    }
    const { size } = problem
    fresh = [...fresh, ...this.#worst(problem, size / 2 - fresh.length)]
    const grown = Math.min(fresh.length, size - subset.length)
    for (let i = 0; i < grown; i++) this.#join(problem, subset.length, fresh[i])
    const positions = [...subset.keys()]
      .filter((t) => joined[t] < this.rounds)
      .sort((s, t) => Number(problem.isFree(subset[s])) - Number(problem.isFree(subset[t])) || joined[s] - joined[t])
    for (let i = grown; i < fresh.length; i++) {
      const position = positions[i - grown]
      skip[subset[position]] = 0
      this.#join(problem, position, fresh[i])
    }
  }

  #bringRows(chosen: TwoClassProblem[]): void {
    const columns = new Set<number>()
    for (const problem of chosen) for (const local of problem.subset) columns.add(problem.columns[local])
    this.cache.require(columns, (column) => this.#worth(column))
    for (const problem of chosen) {
      problem.subset.forEach((local, t) => {
        const column = problem.columns[local]
        problem.subsetColumns[t] = column
        problem.subsetSlots[t] = this.cache.slotOf[column]
        problem.subsetErrors[t] = problem.errors[local]
        problem.subsetAlpha[t] = problem.alpha[local]
        problem.subsetY[t] = problem.y[local]
      })
    }
  }

  /** Rows of free variables come back; those of variables at a bound rarely do. */
  #worth(column: number): number {
    let worth = 0
    for (const problem of this.#problems) {
      if (problem.done) continue
      const local = problem.localOf(column)
      if (local >= 0 && problem.isFree(local)) worth++
    }
    return worth
  }

  #solveSubsets(chosen: TwoClassProblem[]): void {
    const { team, stop } = this.#context
    const { rows } = this.cache
    const { format, rowWords } = this.#matrix
    for (const [first, last] of ranges(0, chosen.length, team.threads)) {
      if (stop.stopped) return
      this.#measured('gather', () =>
        team.parallel(
          format === 'packed' ? 'gatherPackedBlock' : 'gatherBlock',
          chosen
            .slice(first, last)
            .map((p) => [
              ...([rows, rowWords, p.subsetSlots, p.subsetColumns, p.subset.length] as const),
              ...([p.changed, p.block, p.blockStride] as const),
            ]),
        ),
      )
    }
    for (const problem of chosen) problem.changed.fill(0)
    this.#measured('smo', () =>
      team.parallel(
        'subsetSmo',
        chosen.map((p) => {
          const tolerance = Math.max((this.#options.tolerance * beyond) / 2, p.gap / 10)
          const m = p.subset.length
          return [
            p.block,
            p.blockStride,
            m,
            p.subsetErrors,
            p.subsetAlpha,
            p.subsetY,
            p.bounds,
            tolerance,
            Math.min(mostSteps, this.#options.maxSteps - p.stepsTaken),
            p.work,
            p.taken,
            stop.flag,
          ]
        }),
      ),
    )
    for (const problem of chosen) problem.stepsTaken += problem.taken[0]
    this.#measured('gradient', () => takeSteps(chosen, this.cache, this.#matrix, this.#context))
  }
}
