/**
 * Sequential minimal optimisation of one two-class problem, step by step as libsvm takes it, in float64 with float32 kernel values:
 *   min over alpha of alpha' Q alpha / 2 - sum alpha,  0 <= alpha_i <= C_i,  y.alpha = 0,  Q_ij = y_i y_j K_ij
 * Pairs by second-order information (Fan, Chen, Lin 2005), shrinking of variables that stay at a bound. Where values tie the later
 * one wins, and shrinking permutes the variables: both decide which pair comes next.
 */
export interface ExactProblem {
  readonly y: Int8Array
  /** Upper bound of each variable. */
  readonly bounds: Float64Array
  /** n x n, row-major. */
  readonly kernel: Float32Array
  /** K_ii, not rounded. */
  readonly diagonal: Float64Array
  readonly tolerance: number
  readonly maxIterations: number
}

export interface ExactSolution {
  readonly alpha: Float64Array
  /** f(x) = sum y_i alpha_i K(x_i, x) - rho. */
  readonly rho: number
  readonly iterations: number
  readonly converged: boolean
}

const tau = 1e-12

export class ExactSmo {
  readonly #n: number
  readonly #kernel: Float32Array
  readonly #tolerance: number
  readonly #maxIterations: number
  /** Position to variable; all arrays below are by position. */
  readonly #at: Int32Array
  readonly #y: Int8Array
  readonly #bounds: Float64Array
  readonly #diagonal: Float64Array
  readonly #alpha: Float64Array
  readonly #gradient: Float64Array
  /** Part of the gradient that comes from variables at their upper bound. */
  readonly #fromUpper: Float64Array
  #active: number
  #objective = 0
  #gap = Infinity
  #unshrunk = false

  constructor(problem: ExactProblem) {
    const n = problem.y.length
    this.#n = n
    this.#kernel = problem.kernel
    this.#tolerance = problem.tolerance
    this.#maxIterations = problem.maxIterations < 0 ? Infinity : problem.maxIterations
    this.#at = Int32Array.from({ length: n }, (_, i) => i)
    this.#y = problem.y.slice()
    this.#bounds = problem.bounds.slice()
    this.#diagonal = problem.diagonal.slice()
    this.#alpha = new Float64Array(n)
    this.#gradient = new Float64Array(n).fill(-1)
    this.#fromUpper = new Float64Array(n)
    this.#active = n
  }

  /** `tick` is told now and then, and at the end, where it is: the gap, which falls to the tolerance, and the objective. True ends the search. */
  solve(tick: (gap: number, objective: number) => boolean): ExactSolution {
    const n = this.#n
    const period = Math.min(n, 1000)
    let counter = period + 1
    let iterations = 0
    let converged = false
    while (iterations < this.#maxIterations) {
      if (--counter === 0) {
        counter = period
        this.#shrink()
        if (tick(this.#gap, this.#objective)) break
      }
      let pair = this.#selectPair()
      if (pair === null) {
        this.#reconstructGradient()
        this.#active = n
        pair = this.#selectPair()
        if (pair === null) {
          converged = true
          break
        }
        counter = 1
      }
      iterations++
      this.#step(pair[0], pair[1])
    }
    if (this.#active < n) {
      this.#reconstructGradient()
      this.#active = n
    }
    tick(this.#gap, this.#objective)
    const alpha = new Float64Array(n)
    for (let p = 0; p < n; p++) alpha[this.#at[p]] = this.#alpha[p]
    return { alpha, rho: this.#rho(), iterations, converged }
  }

  #q(i: number, j: number): number {
    return this.#y[i] * this.#y[j] * this.#kernel[this.#at[i] * this.#n + this.#at[j]]
  }

  #atUpper(i: number): boolean {
    return this.#alpha[i] >= this.#bounds[i]
  }

  #atLower(i: number): boolean {
    return this.#alpha[i] <= 0
  }

  #selectPair(): [number, number] | null {
    const y = this.#y
    const gradient = this.#gradient
    let most = -Infinity
    let i = -1
    for (let t = 0; t < this.#active; t++) {
      if (y[t] > 0 ? this.#atUpper(t) : this.#atLower(t)) continue
      const value = -y[t] * gradient[t]
      if (value >= most) {
        most = value
        i = t
      }
    }
    let second = -Infinity
    let j = -1
    let least = Infinity
    for (let t = 0; t < this.#active && i >= 0; t++) {
      if (y[t] > 0 ? this.#atLower(t) : this.#atUpper(t)) continue
      const value = y[t] * gradient[t]
      const difference = most + value
      second = Math.max(second, value)
      if (difference <= 0) continue
      // y_i y_t Q_it = K_it, so that this is the squared distance of the two in feature space.
      const kernel = this.#kernel[this.#at[i] * this.#n + this.#at[t]]
      const curvature = this.#diagonal[i] + this.#diagonal[t] - 2 * kernel
      const gain = -(difference * difference) / (curvature > 0 ? curvature : tau)
      if (gain <= least) {
        least = gain
        j = t
      }
    }
    this.#gap = most + second
    return this.#gap < this.#tolerance || j === -1 ? null : [i, j]
  }

  #step(i: number, j: number): void {
    const alpha = this.#alpha
    const gradient = this.#gradient
    const ci = this.#bounds[i]
    const cj = this.#bounds[j]
    const oldI = alpha[i]
    const oldJ = alpha[j]
    const upperI = this.#atUpper(i)
    const upperJ = this.#atUpper(j)
    const sign = this.#y[i] !== this.#y[j] ? 1 : -1
    const curvature = this.#diagonal[i] + this.#diagonal[j] + sign * 2 * this.#q(i, j)
    const safe = curvature > 0 ? curvature : tau
    if (sign === 1) {
      const delta = (-gradient[i] - gradient[j]) / safe
      const difference = oldI - oldJ
      alpha[i] += delta
      alpha[j] += delta
      if (difference > 0 && alpha[j] < 0) this.#set(i, difference, j, 0)
      else if (difference <= 0 && alpha[i] < 0) this.#set(i, 0, j, -difference)
      if (difference > ci - cj && alpha[i] > ci) this.#set(i, ci, j, ci - difference)
      else if (difference <= ci - cj && alpha[j] > cj) this.#set(i, cj + difference, j, cj)
    } else {
      const delta = (gradient[i] - gradient[j]) / safe
      const sum = oldI + oldJ
      alpha[i] -= delta
      alpha[j] += delta
      if (sum > ci && alpha[i] > ci) this.#set(i, ci, j, sum - ci)
      else if (sum <= ci && alpha[j] < 0) this.#set(i, sum, j, 0)
      if (sum > cj && alpha[j] > cj) this.#set(i, sum - cj, j, cj)
      else if (sum <= cj && alpha[i] < 0) this.#set(i, 0, j, sum)
    }
    const stepI = alpha[i] - oldI
    const stepJ = alpha[j] - oldJ
    const [slopeI, slopeJ] = [gradient[i], gradient[j]]
    for (let t = 0; t < this.#active; t++) gradient[t] += this.#q(i, t) * stepI + this.#q(j, t) * stepJ
    // The function is quadratic, so that its change is the mean of both slopes times the step.
    this.#objective += ((slopeI + gradient[i]) * stepI + (slopeJ + gradient[j]) * stepJ) / 2
    if (upperI !== this.#atUpper(i)) this.#moveUpper(i, upperI ? -ci : ci)
    if (upperJ !== this.#atUpper(j)) this.#moveUpper(j, upperJ ? -cj : cj)
  }

  #set(i: number, alphaI: number, j: number, alphaJ: number): void {
    this.#alpha[i] = alphaI
    this.#alpha[j] = alphaJ
  }

  #moveUpper(i: number, change: number): void {
    for (let t = 0; t < this.#n; t++) this.#fromUpper[t] += change * this.#q(i, t)
  }

  #reconstructGradient(): void {
    const n = this.#n
    for (let t = this.#active; t < n; t++) this.#gradient[t] = this.#fromUpper[t] - 1
    for (let i = 0; i < this.#active; i++) {
      if (this.#atUpper(i) || this.#atLower(i)) continue
      for (let t = this.#active; t < n; t++) this.#gradient[t] += this.#alpha[i] * this.#q(i, t)
    }
  }

  /** Sets aside variables at a bound whose gradient says that they will stay there. */
  #shrink(): void {
    let up = -Infinity
    let low = -Infinity
    for (let t = 0; t < this.#active; t++) {
      const value = this.#y[t] * this.#gradient[t]
      if (!(this.#y[t] > 0 ? this.#atUpper(t) : this.#atLower(t))) up = Math.max(up, -value)
      if (!(this.#y[t] > 0 ? this.#atLower(t) : this.#atUpper(t))) low = Math.max(low, value)
    }
    if (!this.#unshrunk && up + low <= this.#tolerance * 10) {
      this.#unshrunk = true
      this.#reconstructGradient()
      this.#active = this.#n
    }
    const settled = (t: number) => {
      const g = this.#gradient[t]
      if (this.#atUpper(t)) return -g > (this.#y[t] > 0 ? up : low)
      if (this.#atLower(t)) return g > (this.#y[t] > 0 ? low : up)
      return false
    }
    for (let i = 0; i < this.#active; i++) {
      if (!settled(i)) continue
      this.#active--
      while (this.#active > i && settled(this.#active)) this.#active--
      if (this.#active > i) this.#swap(i, this.#active)
    }
  }

  #swap(i: number, j: number): void {
    for (const array of [
      this.#at,
      this.#y,
      this.#bounds,
      this.#diagonal,
      this.#alpha,
      this.#gradient,
      this.#fromUpper,
    ]) {
      const kept = array[i]
      array[i] = array[j]
      array[j] = kept
    }
  }

  #rho(): number {
    let sum = 0
    let free = 0
    let upper = Infinity
    let lower = -Infinity
    for (let t = 0; t < this.#active; t++) {
      const value = this.#y[t] * this.#gradient[t]
      if (this.#atUpper(t)) {
        if (this.#y[t] < 0) upper = Math.min(upper, value)
        else lower = Math.max(lower, value)
      } else if (this.#atLower(t)) {
        if (this.#y[t] > 0) upper = Math.min(upper, value)
        else lower = Math.max(lower, value)
      } else {
        free++
        sum += value
      }
    }
    return free > 0 ? sum / free : (upper + lower) / 2
  }
}
