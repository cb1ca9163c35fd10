export function logisticPass(
  pixels: Uint8Array,
  stride: number,
  rows: number,
  labels: Uint8Array,
  inverseNorm: Float64Array,
  problems: number,
  positive: Int32Array,
  positiveWeight: Float64Array,
  negativeWeight: Float64Array,
  weights: Float64Array,
  intercepts: Float64Array,
  loss: Float64Array,
  slope: Float64Array,
  gradient: Float64Array,
  scratch: Float64Array,
): void {
  loss.fill(0, 0, problems)
  slope.fill(0, 0, problems)
  gradient.fill(0, 0, stride * problems)
  const decision = new Float64Array(problems)
  const g = new Float64Array(problems)
  for (let i = 0; i < rows; i++) {
    const row = i * stride
    let inked = 0
    for (let j = 0; j < stride; j++) if (pixels[row + j] !== 0) scratch[inked++] = j
    decision.fill(0)
    for (let n = 0; n < inked; n++) {
      const x = pixels[row + scratch[n]]
      const at = scratch[n] * problems
      for (let k = 0; k < problems; k++) decision[k] += x * weights[at + k]
    }
    const factor = inverseNorm[i]
    for (let k = 0; k < problems; k++) {
      const f = decision[k] * factor + intercepts[k]
      const isPositive = labels[i] === positive[k]
      const margin = isPositive ? f : -f
      const weight = isPositive ? positiveWeight[k] : negativeWeight[k]
      const e = Math.exp(-Math.abs(margin))
      loss[k] += weight * (Math.max(-margin, 0) + Math.log1p(e))
      // 1 / (1 + exp(margin)), without overflow
      const missed = weight * ((margin > 0 ? e : 1) / (1 + e))
      const slopeHere = isPositive ? -missed : missed
      slope[k] += slopeHere
      g[k] = slopeHere * factor
    }
    for (let n = 0; n < inked; n++) {
      const x = pixels[row + scratch[n]]
      const at = scratch[n] * problems
      for (let k = 0; k < problems; k++) gradient[at + k] += x * g[k]
    }
  }
}
