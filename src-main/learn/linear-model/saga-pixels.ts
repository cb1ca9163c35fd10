import { throwIfStopped } from '../app-error.ts'
import type { FitContext, StopSignal } from '../fit-context.ts'
import type { PixelFeatures } from '../features.ts'
import { Xorshift } from '../random/xorshift.ts'
import { sparsePixels, type SparsePixels } from '../sparse-pixels.ts'
import { iterationsByFall } from './convergence.ts'
import { catchUp, groupsOf, type SagaGroup } from './saga-groups.ts'
import type { StartWeights } from './start-weights.ts'
import { lossOfSlope, overflowError, penaltyOf, relativeChange, sagaStepSize, type SagaResult } from './saga.ts'

/** One-vs-rest problems that share rows, step size and the stream of drawn rows, since scikit-learn seeds all of them alike. */
export interface SagaPixelProblem {
  X: PixelFeatures
  labels: Uint8Array
  /** Problem k: this label against the rest. */
  positive: number[]
  /** Weight of a row of problem k, by side. */
  positiveWeight: number[]
  negativeWeight: number[]
  alpha: number
  fitIntercept: boolean
  variant: 'sag' | 'saga'
  maxIter: number
  tol: number
  seed: number
  /** Problem by problem; null or absent: from nothing. The gradients are gathered afresh either way. */
  start?: StartWeights[] | null
}

/** Steps between two looks at the stop flag: about 5 ms. */
const stepsAtOnce = 4096

/**
 * The same steps as saga.ts takes, on the ink alone. With a row x = z - u (sparse z, one u for all) both vectors of SAGA are kept as a lagged sparse part
 * and a multiple of u: v + nu u for the weights, G - gamma u for the sum of gradients. Then
 *   w.x = z.v - v.u + nu z.u - nu u.u
 * where v.u and G.u are carried along as numbers, and a column is brought up to date only when a row inks it.
 */
export function sagaPixels(problem: SagaPixelProblem, context: FitContext): SagaResult[] {
  const mark = context.workspace.mark()
  try {
    return solve(problem, sparsePixels(problem.X, context), context)
  } finally {
    context.workspace.release(mark)
  }
}

function solve(problem: SagaPixelProblem, sparse: SparsePixels, context: FitContext): SagaResult[] {
  const { workspace } = context
  const { rows, columns, offset } = sparse
  const { alpha, tol, variant } = problem
  const rowOffset = workspace.f64(rows)
  const { squaredOffset, maxSquaredSum } = rowProducts(sparse, rowOffset, context.stop)
  const step = sagaStepSize({ ...problem, rows, maxSquaredSum })

  const groups = groupsOf(problem, sparse, context)
  const labels = workspace.u8(rows)
  labels.set(problem.labels)
  const order = workspace.i32(rows)
  const cumulative = workspace.f64(rows + 1)
  const schedule = workspace.f64(rows * 4)
  const draw = new Xorshift(problem.seed)
  const seen = new Uint8Array(rows)
  let seenCount = 0

  const results: (SagaResult | null)[] = problem.positive.map(() => null)
  const previous = problem.positive.map((_, k) => problem.start?.[k].coef ?? new Float64Array(columns))
  const weightsOf = (group: SagaGroup, k: number) =>
    Float64Array.from({ length: columns }, (_, j) => group.v[j * group.lanes + k] + group.state[k * 6] * offset[j])
  const changes = previous.map((): number[] => [])
  let fraction = 0
  /** Epochs that the slowest problem seems to need. */
  let needed = problem.maxIter
  let objective: number | null = null

  let iterations = 0
  // Read once a step: weights that lag behind when it ends must be brought up by that same reading.
  let stopped = context.stop.stopped
  while (iterations < problem.maxIter && !stopped) {
    let t = 0
    let scale = 1
    let from = 0
    while (t < rows && !stopped) {
      // Lay out the next steps; a fold of the scale into v ends them early.
      let folded = false
      for (const end = Math.min(rows, from + stepsAtOnce); t < end && !folded; t++) {
        const i = (order[t] = draw.next() % rows)
        if (seen[i] === 0) {
          seen[i] = 1
          seenCount++
        }
        const keep = step * (1 - 1 / seenCount)
        schedule[4 * t] = scale
        scale *= 1 - step * alpha
        schedule[4 * t + 1] = keep
        schedule[4 * t + 2] = keep / scale
        schedule[4 * t + 3] = step / seenCount
        cumulative[t + 1] = cumulative[t] + step / (scale * seenCount)
        folded = scale < 1e-9
      }
      context.team.parallel(
        'sagaSteps',
        groups.map((group) => [
          from,
          t - from,
          group.lanes,
          order,
          cumulative,
          schedule,
          sparse.start,
          sparse.column,
          sparse.grey,
          sparse.inverseNorm,
          sparse.inverseScale,
          rowOffset,
          squaredOffset,
          labels,
          group.positive,
          group.positiveWeight,
          group.negativeWeight,
          problem.fitIntercept ? 1 : 0,
          variant === 'saga' ? 1 : 0,
          group.v,
          group.gradientSum,
          group.history,
          group.state,
          group.memory,
          group.scratch,
        ]),
      )
      stopped = context.stop.stopped
      if (folded || t === rows || stopped) {
        for (const group of groups) catchUp(group, t, scale, sparse, cumulative)
        // Every column counts from here on; of what lies before, only the last entry is looked at again.
        cumulative[t - 1] = cumulative[t] = 0
        scale = 1
      }
      from = t
      fraction = Math.max(fraction, Math.min(1, (iterations + t / rows) / needed))
      context.progress({ phase: 'fitting', fraction, objective })
    }
    iterations++
    for (const group of groups) {
      for (let k = 0; k < group.problems; k++) {
        const which = group.first + k
        if (results[which] !== null) continue
        const coef = weightsOf(group, k)
        const intercept = group.state[k * 6 + 4]
        if (!Number.isFinite(intercept) || !coef.every(Number.isFinite)) throw overflowError()
        const change = relativeChange(coef, previous[which])
        changes[which].push(change)
        const done = change <= tol && !stopped
        if (done || iterations === problem.maxIter || stopped) {
          results[which] = { coef, intercept, iterations, converged: done && iterations < problem.maxIter }
        }
        previous[which] = coef
      }
    }
    if (results.every((result) => result !== null)) break
    const open = changes.filter((_, k) => results[k] === null)
    needed = Math.min(problem.maxIter, Math.max(...open.map((ofProblem) => iterationsByFall(ofProblem, tol))))
    const losses = groups.map((group) => lossOf(group, problem.labels, seen))
    objective = losses.reduce((sum, loss) => sum + loss, 0)
    for (const w of previous) objective += penaltyOf(w, alpha, 0)
  }
  return results.map((result, k) => {
    if (result !== null) return result
    const { coef = new Float64Array(columns), intercept = 0 } = problem.start?.[k] ?? {}
    return { coef, intercept, iterations, converged: false }
  })
}

/** One row in so many tells the loss. */
const rowsAsked = 16

/** Sum over the group's problems of the mean loss of some rows, each at the weights of its last visit. */
function lossOf(
  { lanes, problems, memory, positive, positiveWeight, negativeWeight }: SagaGroup,
  labels: Uint8Array,
  seen: Uint8Array,
) {
  let sum = 0
  let count = 0
  for (let i = 0; i < labels.length; i += rowsAsked) {
    if (seen[i] === 0) continue
    count++
    for (let k = 0; k < problems; k++) {
      sum += lossOfSlope(memory[i * lanes + k], labels[i] === positive[k] ? positiveWeight[k] : negativeWeight[k])
    }
  }
  return count === 0 ? 0 : sum / count
}

/** Fills z_i . u for every row; gives u . u and the largest ||x_i||^2. */
function rowProducts(
  sparse: SparsePixels,
  rowOffset: Float64Array,
  stop: StopSignal,
): { squaredOffset: number; maxSquaredSum: number } {
  const { rows, start, column, grey, inverseNorm, inverseScale, offset } = sparse
  const squaredOffset = offset.reduce((sum, u) => sum + u * u, 0)
  let maxSquaredSum = 0
  for (let i = 0; i < rows; i++) {
    if (i % stepsAtOnce === 0) throwIfStopped({ aborted: stop.stopped })
    let along = 0
    let squared = 0
    for (let place = start[i]; place < start[i + 1]; place++) {
      const j = column[place]
      const z = grey[place] * inverseScale[j] * inverseNorm[i]
      along += z * offset[j]
      squared += (z - offset[j]) * (z - offset[j]) - offset[j] * offset[j]
    }
    rowOffset[i] = along
    maxSquaredSum = Math.max(maxSquaredSum, squared + squaredOffset)
  }
  return { squaredOffset, maxSquaredSum }
}
