import { losses, lossNames } from '#learn/linear-model/loss.ts'

export function sgdRows(
  first: number,
  count: number,
  order: Int32Array,
  inkStart: Int32Array,
  column: Int16Array,
  grey: Uint8Array,
  columns: number,
  rowNorm: Float64Array,
  mean: Float64Array,
  scale: Float64Array,
  labels: Uint8Array,
  positive: number,
  positiveWeight: number,
  negativeWeight: number,
  loss: number,
  alpha: number,
  schedule: number,
  eta: number,
  start: number,
  power: number,
  shrink: number,
  fitIntercept: number,
  v: Float64Array,
  state: Float64Array,
  scratch: Float64Array,
): void {
  const { loss: lossOf, dloss } = losses[lossNames[loss]]
  const row = scratch.subarray(0, columns)
  for (let n = first; n < first + count; n++) {
    const i = order[n]
    row.fill(0)
    for (let place = inkStart[i]; place < inkStart[i + 1]; place++) row[column[place]] = grey[place] / rowNorm[i]
    for (let j = 0; j < columns; j++) row[j] = (row[j] - mean[j]) / scale[j]
    let p = 0
    for (let j = 0; j < columns; j++) p += v[j] * row[j]
    p = p * state[0] + state[1]
    const t = state[3]
    const step = schedule === 1 ? 1 / (alpha * (start + t - 1)) : schedule === 2 ? eta / t ** power : eta
    const isPositive = labels[i] === positive
    const y = isPositive ? 1 : -1
    state[2] += lossOf(p, y)
    const slope = Math.max(-1e12, Math.min(1e12, dloss(p, y)))
    const update = -step * slope * (isPositive ? positiveWeight : negativeWeight)
    if (shrink !== 0) {
      state[0] *= Math.max(0, 1 - step * alpha)
      if (state[0] < 1e-9) {
        for (let j = 0; j < columns; j++) v[j] *= state[0]
        state[0] = 1
      }
    }
    if (update !== 0) {
      const perPixel = update / state[0]
      for (let j = 0; j < columns; j++) v[j] += row[j] * perPixel
      if (fitIntercept !== 0) state[1] += update
    }
    state[3] = t + 1
  }
}
