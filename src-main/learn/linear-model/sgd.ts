import type { StopSignal } from '../fit-context.ts'
import { Xorshift } from '../random/xorshift.ts'
import { losses, type LossName } from './loss.ts'
import { overflowError } from './saga.ts'
import type { Course } from './convergence.ts'
import type { StartWeights } from './start-weights.ts'

export type LearningRate = 'optimal' | 'constant' | 'invscaling' | 'adaptive'

/** What the plain and the fast solver have in common. */
export interface SgdSettings {
  loss: LossName
  penalty: 'l2' | 'l1' | 'elasticnet' | 'none'
  alpha: number
  l1Ratio: number
  fitIntercept: boolean
  maxIter: number
  /** null: never stops before maxIter. */
  tol: number | null
  shuffle: boolean
  learningRate: LearningRate
  eta0: number
  powerT: number
  /** Steps after which weights are averaged; 0: never. */
  average: number
  nIterNoChange: number
}

export interface SgdProblem extends SgdSettings {
  /** rows x columns, row-major. */
  values: Float64Array
  rows: number
  columns: number
  /** ±1 a row. */
  target: Float64Array
  /** Weight of the rows of either side. */
  positiveWeight: number
  negativeWeight: number
  /** Of the shuffle, which starts from it afresh in every epoch. */
  shuffleSeed: number
  /** null or absent: from nothing. */
  start?: StartWeights | null
  stop: StopSignal
  /** `loss`: mean over the rows, before each was learnt from. */
  onEpoch?(course: Course, loss: number): void
}

export interface SgdResult {
  coef: Float64Array
  intercept: number
  /** Without those of the weights that it went on from. */
  iterations: number
  /** false: maxIter was reached (even in the very epoch in which it settled), or it was stopped. */
  converged: boolean
}

const rowsBetweenLooks = 256
const largestSlope = 1e12
const smallestScale = 1e-9

/** t0 of the "optimal" schedule eta = 1 / (alpha (t0 + t - 1)), after Bottou: the first step moves a typical weight to its size. */
export function optimalStart(loss: LossName, alpha: number): number {
  const typicalWeight = Math.sqrt(1 / Math.sqrt(alpha))
  const firstEta = typicalWeight / Math.max(1, losses[loss].dloss(-typicalWeight, 1))
  return 1 / (firstEta * alpha)
}

/** Fisher-Yates on the order of the last epoch, with the generator at its first state again, as scikit-learn does. */
export function shuffleRows(order: Int32Array, seed: number): void {
  const draw = new Xorshift(seed)
  const n = order.length
  for (let i = 0; i < n - 1; i++) {
    const j = i + (draw.next() % (n - i))
    const kept = order[i]
    order[i] = order[j]
    order[j] = kept
  }
}

/** scikit-learn's stopping rule (before 1.8: the loss without the penalty). */
export class EpochRule {
  eta: number
  /** Least sum of losses up to each epoch. */
  private readonly best: number[] = []
  /** Whether each epoch gained too little. */
  private readonly idle: boolean[] = []
  private without = 0
  private readonly settings: SgdSettings
  private readonly rows: number

  constructor(settings: SgdSettings, rows: number) {
    this.settings = settings
    this.rows = rows
    this.eta = settings.eta0
  }

  /** True: stop. */
  after(lossSum: number): boolean {
    const { tol, nIterNoChange, learningRate } = this.settings
    const best = this.best.at(-1) ?? Infinity
    const idle = tol !== null && lossSum > best - tol * this.rows
    this.without = idle ? this.without + 1 : 0
    this.idle.push(idle)
    this.best.push(Math.min(best, lossSum))
    if (this.without < nIterNoChange) return false
    if (learningRate !== 'adaptive' || this.eta <= 1e-6) return true
    this.eta /= 5
    this.without = 0
    return false
  }

  /**
   * Epochs that it seems to need, the fewer of two guesses. The least loss falls about as 1 / epoch, so what an epoch gains as 1 / epoch^2, until it is
   * at the tolerance (a little above: the loss is noisy). And if a share q of the epochs has gained too little of late, so many of them in a row, p,
   * come after (q^-p - 1) / (1 - q) epochs, less what is due to those that are there.
   */
  get needed(): number {
    const { tol, maxIter, nIterNoChange } = this.settings
    const epochs = this.best.length
    if (tol === null || epochs < 4) return maxIter
    const half = Math.floor(epochs / 2)
    const gain = (this.best[half - 1] - this.best[epochs - 1]) / (epochs - half) / this.rows
    const byGain = epochs * Math.max(1, Math.sqrt(gain / (noise * tol)))
    const idle = this.idle.slice(half).filter(Boolean).length
    const q = (idle + 0.5) / (epochs - half + 1)
    const byPatience = epochs + (q ** -nIterNoChange - q ** -this.without) / (1 - q)
    return Math.min(maxIter, byGain, byPatience)
  }
}

/** By how much more than the tolerance an epoch gains when the patience runs out. */
const noise = 1.25

/**
 * The plain solver on dense rows: stochastic gradient descent on (1/n) sum c_i L(y_i, w.x_i + b) + alpha R(w), step for step as
 * scikit-learn 1.2.1 (Bottou 2010; averaging after Xu 2011; the l1 penalty is cumulative, Tsuruoka et al. 2009). w is kept as scale * v.
 * The sum w.x runs from left to right: these steps are chaotic, so another order gives other weights.
 */
export function sgd(problem: SgdProblem): SgdResult {
  const { values, rows, columns, target, alpha, average, penalty } = problem
  const { loss, dloss } = losses[problem.loss]
  const l1Share = penalty === 'l1' ? 1 : penalty === 'elasticnet' ? problem.l1Ratio : 0
  const t0 = problem.learningRate === 'optimal' ? optimalStart(problem.loss, alpha) : 0
  const rule = new EpochRule(problem, rows)
  const order = Int32Array.from({ length: rows }, (_, i) => i)
  const v = problem.start?.coef.slice() ?? new Float64Array(columns)
  const penaltyTaken = new Float64Array(columns)
  const averaged = new Float64Array(columns)
  let scale = 1
  let intercept = problem.start?.intercept ?? 0
  let cumulativePenalty = 0
  let averagedIntercept = 0
  // The average is (averaged + averageA * v) / averageB, so that a step costs no more than without averaging.
  let averageA = 0
  let averageB = 1
  let t = 1 + (problem.start?.iterations ?? 0) * rows
  let iterations = 0
  let settledDown = false

  const fold = () => {
    for (let j = 0; j < columns; j++) {
      if (average > 0) {
        averaged[j] += averageA * v[j]
        averaged[j] /= averageB
      }
      v[j] *= scale
    }
    averageA = 0
    averageB = 1
    scale = 1
  }

  while (iterations < problem.maxIter && !settledDown && !problem.stop.stopped) {
    if (problem.shuffle) shuffleRows(order, problem.shuffleSeed)
    let lossSum = 0
    for (const i of order) {
      if (t % rowsBetweenLooks === 0 && problem.stop.stopped) break
      const row = i * columns
      let p = 0
      for (let j = 0; j < columns; j++) p += v[j] * values[row + j]
      p = p * scale + intercept
      const eta =
        problem.learningRate === 'optimal'
          ? 1 / (alpha * (t0 + t - 1))
          : problem.learningRate === 'invscaling'
            ? problem.eta0 / t ** problem.powerT
            : rule.eta
      const y = target[i]
      lossSum += loss(p, y)
      const slope = Math.max(-largestSlope, Math.min(largestSlope, dloss(p, y)))
      const update = -eta * slope * (y > 0 ? problem.positiveWeight : problem.negativeWeight)
      if (penalty === 'l2' || penalty === 'elasticnet') {
        scale *= Math.max(0, 1 - (1 - l1Share) * eta * alpha)
        if (scale < smallestScale) fold()
      }
      if (update !== 0) {
        const perPixel = update / scale
        for (let j = 0; j < columns; j++) v[j] += values[row + j] * perPixel
        if (problem.fitIntercept) intercept += update
      }
      if (average > 0 && average <= t) {
        const count = t - average + 1
        const perPixel = -update / scale
        for (let j = 0; j < columns; j++) averaged[j] += averageA * values[row + j] * perPixel
        if (count > 1) averageB /= 1 - 1 / count
        averageA += (1 / count) * averageB * scale
        averagedIntercept += (intercept - averagedIntercept) / count
      }
      if (l1Share > 0) {
        cumulativePenalty += l1Share * eta * alpha
        for (let j = 0; j < columns; j++) {
          const before = v[j]
          if (scale * before > 0) v[j] = Math.max(0, before - (cumulativePenalty + penaltyTaken[j]) / scale)
          else if (scale * before < 0) v[j] = Math.min(0, before + (cumulativePenalty - penaltyTaken[j]) / scale)
          penaltyTaken[j] += scale * (v[j] - before)
        }
      }
      t++
    }
    if (!Number.isFinite(intercept) || v.some((value) => !Number.isFinite(value))) throw overflowError()
    iterations++
    settledDown = !problem.stop.stopped && rule.after(lossSum)
    problem.onEpoch?.({ iterations, needed: settledDown ? iterations : rule.needed }, lossSum / rows)
  }
  fold()
  const useAverage = average > 0 && average <= t - 1
  return {
    coef: useAverage ? averaged : v,
    intercept: useAverage ? averagedIntercept : intercept,
    iterations,
    converged: problem.tol === null ? !problem.stop.stopped : settledDown && iterations < problem.maxIter,
  }
}
