import type { FitContext } from '../fit-context.ts'
import type { SparsePixels } from '../sparse-pixels.ts'
import type { SagaPixelProblem } from './saga-pixels.ts'
import type { StartWeights } from './start-weights.ts'

/** Problems that one thread carries side by side. */
export interface SagaGroup {
  lanes: number
  first: number
  problems: number
  v: Float64Array
  gradientSum: Float64Array
  history: Int32Array
  state: Float64Array
  memory: Float64Array
  positive: Int32Array
  positiveWeight: Float64Array
  negativeWeight: Float64Array
  scratch: Float64Array
}

/** Pairs of problems, dealt out over the threads; an odd one is filled up with a problem of weight 0. */
export function groupsOf(
  problem: SagaPixelProblem,
  sparse: SparsePixels,
  { workspace, team }: FitContext,
): SagaGroup[] {
  const pairs = Math.ceil(problem.positive.length / 2)
  const count = Math.max(Math.min(team.threads, pairs), Math.ceil(pairs / 5))
  const groups: SagaGroup[] = []
  for (let g = 0, firstPair = 0; g < count; g++) {
    const pairsHere = Math.ceil((pairs - firstPair) / (count - g))
    const first = firstPair * 2
    const lanes = pairsHere * 2
    const problems = Math.min(lanes, problem.positive.length - first)
    const group: SagaGroup = {
      lanes,
      first,
      problems,
      v: workspace.f64(sparse.columns * lanes),
      gradientSum: workspace.f64(sparse.columns * lanes),
      history: workspace.i32(sparse.columns),
      state: workspace.f64(lanes * 6),
      memory: workspace.f64(sparse.rows * lanes),
      positive: workspace.i32(lanes).fill(-1),
      positiveWeight: workspace.f64(lanes),
      negativeWeight: workspace.f64(lanes),
      scratch: workspace.f64(32),
    }
    for (let k = 0; k < problems; k++) {
      group.positive[k] = problem.positive[first + k]
      group.positiveWeight[k] = problem.positiveWeight[first + k]
      group.negativeWeight[k] = problem.negativeWeight[first + k]
      if (problem.start) begin(group, k, problem.start[first + k], sparse.offset)
    }
    groups.push(group)
    firstPair += pairsHere
  }
  return groups
}

/** Problem k of the group from these weights; nu and the gradients are 0. */
function begin(group: SagaGroup, k: number, { coef, intercept }: StartWeights, offset: Float64Array): void {
  const { v, state, lanes } = group
  coef.forEach((weight, j) => {
    v[j * lanes + k] = weight
    state[k * 6 + 2] += weight * offset[j]
  })
  state[k * 6 + 4] = intercept
}

/** Brings every column up to step t and folds the scale into v. */
export function catchUp(
  group: SagaGroup,
  t: number,
  scale: number,
  sparse: SparsePixels,
  cumulative: Float64Array,
): void {
  const { lanes, v, gradientSum, history, state } = group
  const { columns, offset } = sparse
  const last = t > 0 ? cumulative[t] - cumulative[t - 1] : 0
  for (let k = 0; k < lanes; k++) {
    state[k * 6] = (state[k * 6] + last * state[k * 6 + 1]) * scale
    state[k * 6 + 2] = 0
    state[k * 6 + 3] = 0
  }
  for (let j = 0; j < columns; j++) {
    const lag = cumulative[t] - cumulative[history[j]]
    for (let k = 0; k < lanes; k++) {
      const at = j * lanes + k
      v[at] = (v[at] - lag * gradientSum[at]) * scale
      // The running products with u start afresh, without the rounding of an epoch.
      state[k * 6 + 2] += v[at] * offset[j]
      state[k * 6 + 3] += gradientSum[at] * offset[j]
    }
    history[j] = t === sparse.rows ? 0 : t
  }
}
