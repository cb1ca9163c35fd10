import { throwIfStopped } from '../app-error.ts'
import type { FitContext, StopSignal, Workspace } from '../fit-context.ts'
import { ranges } from '../ranges.ts'
import type { SparsePixels } from '../sparse-pixels.ts'
import type { SquaredHinge } from './squared-hinge.ts'

/**
 * Sums over the rows inside a margin with c_i = C_i / C of the rest: the matrix of c z z^T (upper triangle), the vector of c z and the number c,
 * on z = grey / norm. A conjugate-gradient step then costs columns^2, not the rows; and from one Newton step to the next only the rows that
 * crossed the margin are put in or taken out. With equal weights and no norm all sums are integers, so nothing is lost by that.
 */
export class InsideGram {
  readonly gram: Float64Array
  readonly first: Float64Array
  total = 0
  private readonly member: Uint8Array
  private memberCount = 0
  private readonly changed: Int32Array
  private readonly factor: Float64Array

  constructor(rows: number, columns: number, workspace: Workspace) {
    this.gram = workspace.f64(columns * columns)
    this.first = workspace.f64(columns)
    this.changed = workspace.i32(rows, 'as it is')
    this.factor = workspace.f64(rows, 'as it is')
    this.member = new Uint8Array(rows)
  }

  get isEmpty(): boolean {
    return this.memberCount === 0
  }

  /** The same rows with the same weights as another's. */
  copy(other: InsideGram): void {
    this.gram.set(other.gram)
    this.first.set(other.first)
    this.total = other.total
    this.member.set(other.member)
    this.memberCount = other.memberCount
  }

  /** Lists the rows that must go in or out; gives them with their number. Starts afresh where that is less work. */
  changesTo(point: SquaredHinge): { list: Int32Array; factor: Float64Array; count: number } {
    const { changed, factor, member } = this
    const wanted = new Uint8Array(member.length)
    for (let n = 0; n < point.insideCount; n++) wanted[point.inside[n]] = 1
    let count = 0
    for (let i = 0; i < member.length; i++) if (wanted[i] !== member[i]) count++
    if (count > point.insideCount) {
      this.gram.fill(0)
      this.first.fill(0)
      this.total = 0
      member.fill(0)
    }
    count = 0
    for (let i = 0; i < member.length; i++) {
      if (wanted[i] === member[i]) continue
      changed[count] = i
      factor[count++] = ((wanted[i] - member[i]) * point.weight(i)) / point.problem.negativeC
    }
    member.set(wanted)
    this.memberCount = point.insideCount
    return { list: changed, factor, count }
  }
}

/** Rows between two looks at the stop flag. */
const rowsAtOnce = 1024

/** Places between two looks at it. */
const placesAtOnce = 2 ** 22

/** Shares of the columns that give about the same number of pairs to add up. Stopped: `aborted`. */
export function columnShares({ columns, column }: SparsePixels, count: number, stop: StopSignal): number[] {
  const inked = new Float64Array(columns)
  for (const [first, last] of ranges(0, column.length, placesAtOnce)) {
    throwIfStopped({ aborted: stop.stopped })
    for (let place = first; place < last; place++) inked[column[place]]++
  }
  let after = column.length
  const pairs = inked.map((n) => {
    const share = n * after
    after -= n
    return share
  })
  const all = pairs.reduce((sum, n) => sum + n, 0)
  const bounds = [0]
  let sum = 0
  for (let j = 0; j < columns; j++) {
    sum += pairs[j]
    if (sum >= (all * bounds.length) / count && bounds.length < count) bounds.push(j + 1)
  }
  while (bounds.length <= count) bounds.push(columns)
  return bounds
}

/** Brings several sums up to their points, over all threads. False: stopped on the way. */
export function updateGrams(
  grams: { gram: InsideGram; point: SquaredHinge }[],
  sparse: SparsePixels,
  shares: number[],
  values: Float64Array[],
  { team, stop }: FitContext,
): boolean {
  const { start, column, grey, inverseNorm, columns } = sparse
  const open = grams.map(({ gram, point }) => ({ gram, ...gram.changesTo(point) }))
  for (const { gram, list, factor, count } of open) {
    for (let n = 0; n < count; n++) {
      if (n % rowsAtOnce === 0 && stop.stopped) return false
      const i = list[n]
      gram.total += factor[n]
      const spread = factor[n] * inverseNorm[i]
      for (let place = start[i]; place < start[i + 1]; place++) gram.first[column[place]] += spread * grey[place]
    }
  }
  const most = Math.max(0, ...open.map(({ count }) => count))
  for (let first = 0; first < most; first += rowsAtOnce) {
    if (stop.stopped) return false
    const calls = open.flatMap(({ gram, list, factor, count }, g) =>
      first >= count
        ? []
        : shares.slice(0, -1).map((share, s) => {
            const scratch = values[g * (shares.length - 1) + s]
            const last = Math.min(count, first + rowsAtOnce)
            return [
              share,
              shares[s + 1],
              first,
              last,
              list,
              factor,
              start,
              column,
              grey,
              inverseNorm,
              columns,
              gram.gram,
              scratch,
            ] as Parameters<FitContext['routines']['gramRows']>
          }),
    )
    team.parallel('gramRows', calls)
  }
  return true
}
