import type { Workspace } from '../fit-context.ts'

/** Training rows [first, last) in class order that take part in a two-class problem, all with the same sign. */
export interface Segment {
  readonly first: number
  readonly last: number
  readonly sign: 1 | -1
}

/** Local positions of a stretch of columns: a problem leaves out the classes it does not tell apart. */
interface Stretch {
  readonly column: number
  readonly local: number
  readonly length: number
  /** Rounded up to whole vectors. */
  readonly padded: number
}

export interface ProblemSpec {
  /** Ascending, without overlap. */
  readonly segments: Segment[]
  /** Upper bound of alpha where y = -1 and where y = +1. */
  readonly bounds: [number, number]
}

/**
 * One dual problem: min over 0 <= alpha <= C, y.alpha = 0 of alpha' Q alpha / 2 - sum alpha, Q_ij = y_i y_j K_ij.
 * errors[j] = y_j - sum over i of alpha_i y_i K_ij. Padding has alpha = NaN, which may go neither up nor down.
 */
export class TwoClassProblem {
  readonly stretches: Stretch[]
  readonly length: number
  readonly errors: Float64Array
  readonly alpha: Float64Array
  readonly y: Float32Array
  readonly bounds: Float64Array
  /** 1: in the subset, or padding. */
  readonly skip: Uint8Array
  /** Column of each local position. */
  readonly columns: Int32Array
  readonly up: Int32Array
  readonly down: Int32Array
  readonly found: Int32Array
  readonly limits: Float64Array
  readonly subsetErrors: Float64Array
  readonly subsetAlpha: Float64Array
  readonly subsetY: Float32Array
  readonly subsetColumns: Int32Array
  readonly subsetSlots: Int32Array
  readonly block: Float32Array
  readonly work: Float32Array
  readonly stepSlots: Int32Array
  readonly steps: Float32Array
  /** Subset positions that were given to another variable since the block was gathered. */
  readonly changed: Uint8Array
  /** Local position of each subset member, and the round in which it joined. */
  readonly subset: number[] = []
  readonly joined: number[] = []
  gap = Infinity
  readonly size: number
  /** Floats from one row of the block to the next: not a power of two, whose columns would all fall into one cache set. */
  readonly blockStride: number
  readonly taken: Int32Array
  stepsTaken = 0
  /** Rounds since the gap was last smaller than ever. */
  idleRounds = 0
  smallestGap = Infinity
  started = false
  /** Variables between their bounds. */
  free = 0
  /** Variables that still violate. */
  violators = 0
  /** How often a variable joined whose row had to be computed. */
  newRows = 0
  done = false
  #intercept: number | null = null

  /** `size`: how many variables are optimised at once. */
  constructor(spec: ProblemSpec, size: number, workspace: Workspace) {
    this.size = size
    this.blockStride = Math.ceil(size / 16) * 16 + 16
    this.stretches = stretchesOf(spec.segments)
    this.length = this.stretches.reduce((sum, stretch) => sum + stretch.padded, 0)
    this.errors = workspace.f64(this.length)
    this.alpha = workspace.f64(this.length).fill(NaN)
    this.y = workspace.f32(this.length)
    this.skip = workspace.u8(this.length).fill(1)
    this.bounds = workspace.f64(2)
    this.bounds.set(spec.bounds)
    for (const { first, last, sign } of spec.segments) {
      const from = this.localOf(first)
      const to = from + last - first
      this.errors.fill(sign, from, to)
      this.y.fill(sign, from, to)
      this.alpha.fill(0, from, to)
      this.skip.fill(0, from, to)
    }
    this.columns = workspace.i32(this.length)
    for (const { local, column, padded } of this.stretches) {
      for (let j = 0; j < padded; j++) this.columns[local + j] = column + j
    }
    this.up = workspace.i32(size)
    this.down = workspace.i32(size)
    this.found = workspace.i32(3)
    this.taken = workspace.i32(1)
    this.limits = workspace.f64(2)
    this.subsetErrors = workspace.f64(size)
    this.subsetAlpha = workspace.f64(size)
    this.subsetY = workspace.f32(size)
    this.subsetColumns = workspace.i32(size)
    this.subsetSlots = workspace.i32(size)
    this.block = workspace.f32(size * this.blockStride)
    this.changed = workspace.u8(size)
    this.work = workspace.f32((size + 3) * 4)
    this.stepSlots = workspace.i32(size + 8)
    this.steps = workspace.f32(size + 8)
  }

  localOf(column: number): number {
    for (const stretch of this.stretches) {
      if (column >= stretch.column && column < stretch.column + stretch.length)
        return stretch.local + column - stretch.column
    }
    return -1
  }

  bound(local: number): number {
    return this.bounds[this.y[local] > 0 ? 1 : 0]
  }

  isFree(local: number): boolean {
    return this.alpha[local] > 0 && this.alpha[local] < this.bound(local)
  }

  /** Of every subset member: what `goBack` returns to. */
  subsetAlphas(): Float64Array {
    return Float64Array.from(this.subset, (local) => this.alpha[local])
  }

  /**
   * Takes back the alphas that the subset had, when not all errors followed the new ones. From then on `errors` are of no use, and the intercept is the
   * one that the subset's own errors gave before.
   */
  goBack(alphas: Float64Array): void {
    this.subset.forEach((local, t) => (this.alpha[local] = alphas[t]))
    const free = [...this.subset.keys()].filter((t) => this.isFree(this.subset[t]))
    const [high, low] = this.limits
    const sum = free.reduce((total, t) => total + this.subsetErrors[t], 0)
    this.#intercept = free.length > 0 ? sum / free.length : (low + high) / 2
  }

  /** Local positions with alpha above 0. */
  support(): number[] {
    const { alpha } = this
    const found: number[] = []
    for (let j = 0; j < alpha.length; j++) if (alpha[j] > 0) found.push(j)
    return found
  }

  /** b of f(x) = sum alpha_i y_i K(x_i, x) + b: the mean error of free variables, else the middle of what is allowed. */
  intercept(): number {
    if (this.#intercept !== null) return this.#intercept
    let sum = 0
    let free = 0
    let low = -Infinity
    let high = Infinity
    for (let j = 0; j < this.length; j++) {
      const alpha = this.alpha[j]
      if (Number.isNaN(alpha)) continue
      const error = this.errors[j]
      if (this.isFree(j)) {
        sum += error
        free++
      } else if (this.y[j] > 0 === (alpha === 0)) low = Math.max(low, error)
      else high = Math.min(high, error)
    }
    return free > 0 ? sum / free : (low + high) / 2
  }

  /** alpha' Q alpha / 2 - sum alpha = -(sum alpha + sum alpha y error) / 2. */
  objective(): number {
    let sum = 0
    for (let j = 0; j < this.length; j++) {
      if (this.alpha[j] > 0) sum += this.alpha[j] * (1 + this.y[j] * this.errors[j])
    }
    return -sum / 2
  }
}

function stretchesOf(segments: Segment[]): Stretch[] {
  const stretches: Stretch[] = []
  let column = 0
  let last = -1
  let local = 0
  const close = () => {
    if (last < 0) return
    const length = last - column
    const padded = Math.ceil(length / 16) * 16
    stretches.push({ column, local, length, padded })
    local += padded
  }
  for (const segment of segments) {
    if (segment.first !== last) {
      close()
      column = segment.first
    }
    last = segment.last
  }
  close()
  return stretches
}
