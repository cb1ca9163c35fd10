import { LineSearch } from './line-search.ts'

export interface LbfgsOptions {
  /** Pairs of steps and gradient changes that are remembered. */
  memory: number
  /** Done when the largest entry of the gradient is no larger. */
  gradientTolerance: number
  /** Done when a step lowers f by no more than this, relative to max(|f|, 1). */
  decreaseTolerance: number
  maxIterations: number
}

interface Pair {
  step: Float64Array
  change: Float64Array
  /** 1 / (step . change) */
  rho: number
}

type Evaluation = [value: number, gradient: Float64Array]

const epsilon = 2 ** -52
const evaluationsPerSearch = 20

/**
 * Limited-memory BFGS (Liu and Nocedal 1989) with the stopping rules and line search of L-BFGS-B without bounds, as
 * scipy.optimize.minimize(method="L-BFGS-B") runs it. It asks instead of calling: evaluate at `point`, `tell` the result,
 * until `status` is no longer "running". So several problems can share one pass over the data, and any may be left half-way.
 */
export class Lbfgs {
  /** Where to evaluate next. */
  point: Float64Array
  /** The best point so far. */
  x: Float64Array
  value = Infinity
  iterations = 0
  /** Share of the way to the end, by how far a step's decrease has fallen towards the tolerance, on a log scale. */
  closed = 0
  status: 'running' | 'converged' | 'limit' | 'stuck' = 'running'
  private readonly options: LbfgsOptions
  private readonly steps: Generator<void, void, Evaluation>

  constructor(start: Float64Array, options: LbfgsOptions) {
    this.x = start
    this.point = start
    this.options = options
    this.steps = this.run()
    this.steps.next()
  }

  /** Value and gradient at `point`. The gradient is kept, so it must not be written again. */
  tell(value: number, gradient: Float64Array): void {
    this.steps.next([value, gradient])
  }

  private *run(): Generator<void, void, Evaluation> {
    const { memory, gradientTolerance, decreaseTolerance, maxIterations } = this.options
    let [value, gradient] = yield
    this.value = value
    const pairs: Pair[] = []
    while (true) {
      if (largest(gradient) <= gradientTolerance) return this.end('converged')
      const direction = descent(gradient, pairs)
      const slope = dot(direction, gradient)
      const first = this.iterations === 0 ? Math.min(1, 1 / Math.sqrt(dot(direction, direction))) : 1
      const search = new LineSearch(value, slope, first)
      const start = this.x
      let accepted: Evaluation | null = null
      for (let tries = 0; slope < 0 && tries < evaluationsPerSearch && accepted === null; tries++) {
        this.point = along(start, direction, search.step)
        const evaluation: Evaluation = yield
        if (search.tell(evaluation[0], dot(direction, evaluation[1]))) accepted = evaluation
      }
      if (accepted === null) {
        // The remembered curvature misleads: forget it and go straight down; without any there is no way on.
        if (pairs.length === 0) return this.end('stuck')
        pairs.length = 0
        continue
      }
      const previous = value
      const step = along(this.point, start, -1)
      const change = along(accepted[1], gradient, -1)
      ;[value, gradient] = accepted
      this.x = this.point
      this.value = value
      this.iterations++
      if (this.iterations >= maxIterations) return this.end('limit')
      if (largest(gradient) <= gradientTolerance) return this.end('converged')
      const scale = Math.max(Math.abs(previous), Math.abs(value), 1)
      const decrease = (previous - value) / scale
      if (decrease <= decreaseTolerance) return this.end('converged')
      this.closed = Math.max(this.closed, Math.log(decrease) / Math.log(decreaseTolerance))
      const curvature = dot(step, change)
      // A pair without positive curvature would spoil the approximation.
      if (curvature > epsilon * -slope) {
        pairs.push({ step, change, rho: 1 / curvature })
        if (pairs.length > memory) pairs.shift()
      }
    }
  }

  private end(status: 'converged' | 'limit' | 'stuck'): void {
    this.status = status
    this.point = this.x
  }
}

/** Minus the inverse Hessian's approximation times the gradient, by the two-loop recursion. */
function descent(gradient: Float64Array, pairs: Pair[]): Float64Array {
  const direction = gradient.map((g) => -g)
  const alphas = new Float64Array(pairs.length)
  for (let i = pairs.length - 1; i >= 0; i--) {
    const { step, change, rho } = pairs[i]
    alphas[i] = rho * dot(step, direction)
    addTimes(direction, -alphas[i], change)
  }
  const newest = pairs.at(-1)
  if (newest !== undefined) {
    const scale = 1 / (newest.rho * dot(newest.change, newest.change))
    for (let j = 0; j < direction.length; j++) direction[j] *= scale
  }
  pairs.forEach(({ step, change, rho }, i) => addTimes(direction, alphas[i] - rho * dot(change, direction), step))
  return direction
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let j = 0; j < a.length; j++) sum += a[j] * b[j]
  return sum
}

function addTimes(target: Float64Array, factor: number, vector: Float64Array): void {
  for (let j = 0; j < target.length; j++) target[j] += factor * vector[j]
}

function along(start: Float64Array, direction: Float64Array, step: number): Float64Array {
  return start.map((value, j) => value + step * direction[j])
}

function largest(vector: Float64Array): number {
  let most = 0
  for (let j = 0; j < vector.length; j++) most = Math.max(most, Math.abs(vector[j]))
  return most
}
