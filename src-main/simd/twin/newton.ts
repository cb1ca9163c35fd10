export function hingeHessian(
  gram: Float64Array,
  first: Float64Array,
  total: number,
  columns: number,
  biasFeature: number,
  factor: number,
  inverseScale: Float64Array,
  offset: Float64Array,
  size: number,
  hessian: Float64Array,
): void {
  const mixed = (j: number) => first[j] * inverseScale[j] - total * offset[j]
  for (let j = 0; j < size; j++) {
    for (let l = j; l < size; l++) hessian[j * size + l] = j === l ? 1 : 0
    if (j >= columns) continue
    for (let l = j; l < columns; l++) {
      const product = gram[j * columns + l] * inverseScale[j] * inverseScale[l]
      const moved = product - first[j] * inverseScale[j] * offset[l] - offset[j] * mixed(l)
      hessian[j * size + l] += factor * moved
    }
    if (biasFeature !== 0) hessian[j * size + columns] = factor * biasFeature * mixed(j)
  }
  if (biasFeature !== 0) hessian[columns * size + columns] += factor * biasFeature * biasFeature * total
}

/** Cholesky: R^T R = hessian, in its place, then both triangles are solved. */
export function newtonStep(hessian: Float64Array, size: number, gradient: Float64Array, step: Float64Array): void {
  const root = hessian
  for (let k = 0; k < size; k++) {
    for (let j = k; j < size; j++) {
      let value = root[k * size + j]
      for (let i = 0; i < k; i++) value -= root[i * size + k] * root[i * size + j]
      root[k * size + j] = j === k ? Math.sqrt(value) : value / root[k * size + k]
    }
  }
  for (let k = 0; k < size; k++) {
    let value = -gradient[k]
    for (let j = 0; j < k; j++) value -= root[j * size + k] * step[j]
    step[k] = value / root[k * size + k]
  }
  for (let k = size - 1; k >= 0; k--) {
    for (let j = k + 1; j < size; j++) step[k] -= root[k * size + j] * step[j]
    step[k] /= root[k * size + k]
  }
}

export function hingeSearch(
  rows: number,
  positive: Uint8Array,
  positiveC: number,
  negativeC: number,
  slope: number,
  curvature: number,
  scores: Float64Array,
  along: Float64Array,
  length: Float64Array,
): void {
  const at = (t: number) => {
    let lean = slope + t * curvature
    let bend = curvature
    for (let i = 0; i < rows; i++) {
      const y = positive[i] !== 0 ? 1 : -1
      const missing = 1 - y * (scores[i] + t * along[i])
      if (missing <= 0) continue
      const C = y > 0 ? positiveC : negativeC
      lean -= 2 * C * y * missing * along[i]
      bend += 2 * C * along[i] * along[i]
    }
    return { lean, bend }
  }
  const enough = 1e-3 * Math.abs(at(0).lean)
  let [low, high, t] = [0, Infinity, 1]
  for (let look = 1; look < 40; look++) {
    const { lean, bend } = at(t)
    if (Math.abs(lean) <= enough) break
    if (lean > 0) high = t
    else low = t
    t -= lean / bend
    if (!(t > low && t < high)) t = high === Infinity ? 2 * low : (low + high) / 2
  }
  for (let i = 0; i < rows; i++) scores[i] += t * along[i]
  length[0] = t
}
