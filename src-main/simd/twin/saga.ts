import { losses } from '#learn/linear-model/loss.ts'

export function sagaSteps(
  first: number,
  count: number,
  lanes: number,
  order: Int32Array,
  cumulative: Float64Array,
  schedule: Float64Array,
  start: Int32Array,
  column: Int16Array,
  grey: Uint8Array,
  inverseNorm: Float64Array,
  inverseScale: Float64Array,
  rowOffset: Float64Array,
  squaredOffset: number,
  labels: Uint8Array,
  positive: Int32Array,
  positiveWeight: Float64Array,
  negativeWeight: Float64Array,
  fitIntercept: number,
  variant: number,
  v: Float64Array,
  gradientSum: Float64Array,
  history: Int32Array,
  state: Float64Array,
  memory: Float64Array,
  scratch: Float64Array,
): void {
  const { dloss } = losses.log_loss
  for (let t = first; t < first + count; t++) {
    const i = order[t]
    const factor = inverseNorm[i]
    scratch.fill(0, 0, lanes)
    for (let place = start[i]; place < start[i + 1]; place++) {
      const j = column[place]
      const lag = cumulative[t] - cumulative[history[j]]
      const z = grey[place] * inverseScale[j] * factor
      history[j] = t
      for (let k = 0; k < lanes; k++) {
        const at = j * lanes + k
        v[at] -= lag * gradientSum[at]
        scratch[k] += z * v[at]
      }
    }
    const lag = t > 0 ? cumulative[t] - cumulative[t - 1] : 0
    for (let k = 0; k < lanes; k++) {
      const s = k * 6
      state[s] += lag * state[s + 1]
      state[s + 2] -= lag * state[s + 3]
      const dot = scratch[k] - state[s + 2] + state[s] * rowOffset[i] - state[s] * squaredOffset
      const p = schedule[4 * t] * dot + state[s + 4]
      const isPositive = labels[i] === positive[k]
      const weight = isPositive ? positiveWeight[k] : negativeWeight[k]
      const g = dloss(p, isPositive ? 1 : -1) * weight
      const d = g - memory[i * lanes + k]
      memory[i * lanes + k] = g
      const e = variant * d * schedule[4 * t + 2]
      state[s] += e
      state[s + 1] += d
      state[s + 2] -= e * rowOffset[i]
      state[s + 3] += d * rowOffset[i]
      if (fitIntercept !== 0) {
        state[s + 5] += d
        state[s + 4] -= state[s + 5] * schedule[4 * t + 3] + variant * d * schedule[4 * t + 1]
      }
      scratch[k] = e
      scratch[16 + k] = d
    }
    for (let place = start[i]; place < start[i + 1]; place++) {
      const j = column[place]
      const z = grey[place] * inverseScale[j] * factor
      for (let k = 0; k < lanes; k++) {
        v[j * lanes + k] -= z * scratch[k]
        gradientSum[j * lanes + k] += z * scratch[16 + k]
      }
    }
  }
}
