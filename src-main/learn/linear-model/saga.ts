import { AppError } from '../app-error.ts'
import type { StopSignal } from '../fit-context.ts'
import { Xorshift } from '../random/xorshift.ts'
import { losses } from './loss.ts'
import type { StartWeights } from './start-weights.ts'

/**
 * Minimises (1/n) sum_i c_i log(1 + exp(-y_i (w.x_i + b))) + alpha/2 ||w||^2 + beta ||w||_1, b free, by stochastic average gradients:
 * SAG (Schmidt, Le Roux, Bach 2013) or SAGA (Defazio, Bach, Lacoste-Julien 2014).
 */
export interface SagaProblem {
  /** rows x columns, row-major. */
  values: Float64Array
  rows: number
  columns: number
  /** ±1 a row. */
  target: Float64Array
  /** Weight a row; null: 1. */
  weight: Float64Array | null
  alpha: number
  beta: number
  fitIntercept: boolean
  variant: 'sag' | 'saga'
  maxIter: number
  /** Stops when the largest change of a coefficient over an epoch is at most tol times the largest coefficient. */
  tol: number
  /** Of the xorshift stream of row numbers, which runs through all epochs. */
  seed: number
  /** null or absent: from nothing. */
  start?: StartWeights | null
  stop: StopSignal
  /** `change`: see relativeChange. */
  onEpoch?(epoch: number, change: number, objective: number): void
}

export interface SagaResult {
  coef: Float64Array
  intercept: number
  iterations: number
  /** false: maxIter was reached first, or it was stopped. */
  converged: boolean
}

/** One over the Lipschitz constant, or the longer SAGA step; `maxSquaredSum` = max_i ||x_i||^2. */
export function sagaStepSize(problem: {
  maxSquaredSum: number
  rows: number
  alpha: number
  fitIntercept: boolean
  variant: 'sag' | 'saga'
}): number {
  const lipschitz = 0.25 * (problem.maxSquaredSum + (problem.fitIntercept ? 1 : 0)) + problem.alpha
  const step =
    problem.variant === 'sag'
      ? 1 / lipschitz
      : 1 / (2 * lipschitz + Math.min(2 * problem.rows * problem.alpha, lipschitz))
  if (step * problem.alpha === 1) {
    throw new AppError(
      'invalid-argument',
      'The regularisation is so strong that the SAGA step would erase all weights.',
      {
        hint: 'Choose a larger C.',
      },
    )
  }
  return step
}

export function overflowError(): AppError {
  return new AppError('overflow', 'The weights grew beyond what numbers can hold while fitting.', {
    hint: 'Scale the pixels first (StandardScaler).',
  })
}

const rowsBetweenLooks = 256

/** Steps after which the scale of w = scale * v is folded into v: scikit-learn's bound. */
const smallestScale = 1e-9

/**
 * The plain solver on dense rows, step for step as scikit-learn 1.2.1 takes them (the oracle of the fast one, and the solver for data that
 * are not pixels). w is kept as scale * v; between its updates a weight lags by a multiple of the gradient sum.
 */
export function saga(problem: SagaProblem): SagaResult {
  const { values, rows, columns, target, weight, alpha, beta, fitIntercept } = problem
  const isSaga = problem.variant === 'saga'
  const step = sagaStepSize({ ...problem, maxSquaredSum: maxSquaredSum(values, rows, columns) })
  const { dloss } = losses.log_loss
  const draw = new Xorshift(problem.seed)
  const v = problem.start?.coef.slice() ?? new Float64Array(columns)
  const gradientSum = new Float64Array(columns)
  const memory = new Float64Array(rows)
  const seen = new Uint8Array(rows)
  const previous = v.slice()
  let scale = 1
  let seenCount = 0
  let intercept = problem.start?.intercept ?? 0
  let interceptGradientSum = 0
  let iterations = 0
  let converged = false

  // Cumulative sums of steps; only differences of neighbours are used, since dense rows touch every weight every time.
  let cumulative = 0
  let cumulativeBefore = 0
  let cumulativeProx = 0
  let cumulativeProxBefore = 0
  const lag = () => {
    const k = cumulative - cumulativeBefore
    const threshold = cumulativeProx - cumulativeProxBefore
    for (let j = 0; j < columns; j++) {
      v[j] -= k * gradientSum[j]
      if (beta > 0) v[j] = Math.sign(v[j]) * Math.max(Math.abs(v[j]) - threshold, 0)
    }
    cumulativeBefore = cumulative
    cumulativeProxBefore = cumulativeProx
  }
  const fold = () => {
    for (let j = 0; j < columns; j++) v[j] *= scale
    scale = 1
    cumulative = cumulativeBefore = cumulativeProx = cumulativeProxBefore = 0
  }

  while (iterations < problem.maxIter && !problem.stop.stopped) {
    for (let t = 0; t < rows; t++) {
      if (t > 0 && t % rowsBetweenLooks === 0 && problem.stop.stopped) break
      const i = draw.next() % rows
      if (seen[i] === 0) {
        seen[i] = 1
        seenCount++
      }
      if (t > 0) lag()
      const row = i * columns
      let p = 0
      for (let j = 0; j < columns; j++) p += v[j] * values[row + j]
      p = scale * p + intercept
      const g = dloss(p, target[i]) * (weight === null ? 1 : weight[i])
      scale *= 1 - step * alpha
      const change = g - memory[i]
      const keep = 1 - 1 / seenCount
      for (let j = 0; j < columns; j++) {
        const correction = values[row + j] * change
        if (isSaga) v[j] -= (correction * step * keep) / scale
        gradientSum[j] += correction
      }
      if (fitIntercept) {
        interceptGradientSum += change
        intercept -= (step * interceptGradientSum) / seenCount + (isSaga ? change * step * keep : 0)
        if (!Number.isFinite(intercept)) throw overflowError()
      }
      memory[i] = g
      cumulative = (t > 0 ? cumulative : 0) + step / (scale * seenCount)
      cumulativeProx = (t > 0 ? cumulativeProx : 0) + (step * beta) / scale
      if (scale < smallestScale) {
        lag()
        fold()
      }
    }
    lag()
    fold()
    iterations++
    const change = relativeChange(v, previous)
    if (change <= problem.tol && !problem.stop.stopped) {
      converged = true
      break
    }
    previous.set(v)
    let loss = 0
    for (let i = 0; i < rows; i++) loss += lossOfSlope(memory[i], weight === null ? 1 : weight[i])
    problem.onEpoch?.(iterations, change, loss / seenCount + penaltyOf(v, alpha, beta))
  }
  if (v.some((value) => !Number.isFinite(value))) throw overflowError()
  return { coef: v, intercept, iterations, converged: converged && iterations < problem.maxIter }
}

/** The log loss c log(1 + exp(-m)) of a row whose slope c / (1 + exp(m)) is remembered, up to its sign; 0 before it was visited. */
export function lossOfSlope(slope: number, weight: number): number {
  return slope === 0 ? 0 : -weight * Math.log1p(-Math.min(Math.abs(slope) / weight, 1 - 2 ** -53))
}

/** alpha/2 ||w||^2 + beta ||w||_1 */
export function penaltyOf(w: Float64Array, alpha: number, beta: number): number {
  return w.reduce((sum, value) => sum + (alpha / 2) * value * value + beta * Math.abs(value), 0)
}

/** max|w - previous| / max|w|, which the stopping rule wants to be at most tol; 0 for nothing but zeros. */
export function relativeChange(w: Float64Array, previous: Float64Array): number {
  let largest = 0
  let change = 0
  for (let j = 0; j < w.length; j++) {
    largest = Math.max(largest, Math.abs(w[j]))
    change = Math.max(change, Math.abs(w[j] - previous[j]))
  }
  return change === 0 ? 0 : change / largest
}

function maxSquaredSum(values: Float64Array, rows: number, columns: number): number {
  let largest = 0
  for (let i = 0; i < rows; i++) {
    let sum = 0
    for (let j = i * columns; j < (i + 1) * columns; j++) sum += values[j] * values[j]
    if (sum > largest) largest = sum
  }
  return largest
}
