/**
 * Trust-region Newton method for a smooth convex f (Lin, Weng, Keerthi 2008; conjugate gradients in the region after Steihaug 1983), in the form of
 * liblinear before 2.20, which scikit-learn carries. It asks for what it needs, so that several problems can run in step.
 */
export type TronRequest =
  /** Answer: f(w). */
  | { kind: 'objective'; w: Float64Array }
  /** Answer: the gradient at the point whose objective was asked for last. */
  | { kind: 'gradient' }
  /** Answer: the Hessian there, times `direction`. */
  | { kind: 'hessian'; direction: Float64Array }

export interface TronState {
  w: Float64Array
  objective: number
  gradientNorm: number
  firstGradientNorm: number
  /** Steps taken. */
  iterations: number
}

export type Tron = Generator<TronRequest, void, unknown>

const acceptFrom = 1e-4
const poor = 0.25
const good = 0.75
const shrinkMost = 0.25
const shrinkLeast = 0.5
const growMost = 4
const innerTolerance = 0.1
const noChange = 1e-12

export function startingState(variables: number): TronState {
  return { w: new Float64Array(variables), objective: Infinity, gradientNorm: 0, firstGradientNorm: 0, iterations: 0 }
}

/** Runs until ||g|| <= tolerance * ||g(0)||; `state` always holds the best point so far. */
export function* tron(state: TronState, tolerance: number, maxIter: number): Tron {
  state.objective = (yield { kind: 'objective', w: state.w }) as number
  let g = (yield { kind: 'gradient' }) as Float64Array
  state.firstGradientNorm = state.gradientNorm = norm(g)
  let radius = state.gradientNorm
  let first = true
  while (state.gradientNorm > tolerance * state.firstGradientNorm && state.iterations < maxIter) {
    const { step, residual } = yield* conjugateGradients(g, radius)
    const candidate = state.w.map((value, j) => value + step[j])
    const along = dot(g, step)
    const predicted = -0.5 * (along - dot(step, residual))
    const objective = (yield { kind: 'objective', w: candidate }) as number
    const actual = state.objective - objective
    const length = norm(step)
    if (first) radius = Math.min(radius, length)
    first = false

    const curvature = objective - state.objective - along
    const ideal = (curvature <= 0 ? growMost : Math.max(shrinkMost, -0.5 * (along / curvature))) * length
    if (actual < acceptFrom * predicted) radius = Math.min(Math.max(ideal, shrinkMost * length), shrinkLeast * radius)
    else if (actual < poor * predicted) radius = Math.max(shrinkMost * radius, Math.min(ideal, shrinkLeast * radius))
    else if (actual < good * predicted) radius = Math.max(shrinkMost * radius, Math.min(ideal, growMost * radius))
    else radius = Math.max(radius, Math.min(ideal, growMost * radius))

    if (actual > acceptFrom * predicted) {
      state.iterations++
      state.w = candidate
      state.objective = objective
      g = (yield { kind: 'gradient' }) as Float64Array
      state.gradientNorm = norm(g)
      if (state.gradientNorm <= tolerance * state.firstGradientNorm) return
    } else {
      // The evaluator stands at the point that was refused: take it back.
      yield { kind: 'objective', w: state.w }
    }
    if (actual <= 0 && predicted <= 0 && actual === 0) return
    if (
      Math.abs(actual) <= noChange * Math.abs(state.objective) &&
      Math.abs(predicted) <= noChange * Math.abs(state.objective)
    )
      return
  }
}

/** Minimises the quadratic model in the ball of this radius; gives the step and -g - H step. */
function* conjugateGradients(
  g: Float64Array,
  radius: number,
): Generator<TronRequest, { step: Float64Array; residual: Float64Array }, unknown> {
  const n = g.length
  const step = new Float64Array(n)
  const residual = g.map((value) => -value)
  const direction = residual.slice()
  const enough = innerTolerance * norm(g)
  let squared = dot(residual, residual)
  while (Math.sqrt(squared) > enough) {
    const product = (yield { kind: 'hessian', direction }) as Float64Array
    let along = squared / dot(direction, product)
    add(step, along, direction)
    if (norm(step) > radius) {
      add(step, -along, direction)
      const sd = dot(step, direction)
      const dd = dot(direction, direction)
      const room = radius * radius - dot(step, step)
      const root = Math.sqrt(sd * sd + dd * room)
      along = sd >= 0 ? room / (sd + root) : (root - sd) / dd
      add(step, along, direction)
      add(residual, -along, product)
      break
    }
    add(residual, -along, product)
    const next = dot(residual, residual)
    const factor = next / squared
    for (let j = 0; j < n; j++) direction[j] = direction[j] * factor + residual[j]
    squared = next
  }
  return { step, residual }
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let j = 0; j < a.length; j++) sum += a[j] * b[j]
  return sum
}

const norm = (a: Float64Array) => Math.sqrt(dot(a, a))

/** y += factor * x */
function add(y: Float64Array, factor: number, x: Float64Array): void {
  for (let j = 0; j < y.length; j++) y[j] += factor * x[j]
}
