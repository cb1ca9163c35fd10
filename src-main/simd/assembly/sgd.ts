export function sgdRows(
  first: i32,
  count: i32,
  order: usize,
  pixels: usize,
  stride: i32,
  selected: usize,
  columns: i32,
  rowNorm: usize,
  mean: usize,
  scale: usize,
  labels: usize,
  positive: i32,
  positiveWeight: f64,
  negativeWeight: f64,
  loss: i32,
  alpha: f64,
  schedule: i32,
  eta: f64,
  start: f64,
  power: f64,
  shrink: i32,
  fitIntercept: i32,
  v: usize,
  state: usize,
  row: usize,
): void {
  let factor = load<f64>(state)
  let intercept = load<f64>(state, 8)
  let lossSum = load<f64>(state, 16)
  let t = load<f64>(state, 24)
  for (let n = first; n < first + count; n++) {
    const i = load<i32>(order + (<usize>n << 2))
    const bytes = pixels + <usize>(i * stride)
    const norm = load<f64>(rowNorm + (<usize>i << 3))
    const p = readAndDot(bytes, selected, columns, norm, mean, scale, v, row) * factor + intercept
    const step = schedule == 1 ? 1 / (alpha * (start + t - 1)) : schedule == 2 ? eta / NativeMath.pow(t, power) : eta
    const isPositive = <i32>load<u8>(labels + i) == positive
    const y: f64 = isPositive ? 1 : -1
    lossSum += lossAt(loss, p * y)
    const slope = y * max(-1e12, min(1e12, slopeAt(loss, p * y)))
    const update = -step * slope * (isPositive ? positiveWeight : negativeWeight)
    if (shrink != 0) {
      factor *= max(0, 1 - step * alpha)
      if (factor < 1e-9) {
        for (let j = 0; j < columns; j++) store<f64>(v + (<usize>j << 3), load<f64>(v + (<usize>j << 3)) * factor)
        factor = 1
      }
    }
    if (update != 0) {
      addRow(v, row, update / factor, columns)
      if (fitIntercept != 0) intercept += update
    }
    t += 1
  }
  store<f64>(state, factor)
  store<f64>(state, intercept, 8)
  store<f64>(state, lossSum, 16)
  store<f64>(state, t, 24)
}

/** Writes the values of a row and gives their product with v, summed from left to right. */
function readAndDot(
  bytes: usize,
  selected: usize,
  columns: i32,
  norm: f64,
  mean: usize,
  scale: usize,
  v: usize,
  row: usize,
): f64 {
  const norms = f64x2.splat(norm)
  let sum: f64 = 0
  let j = 0
  for (; j + 2 <= columns; j += 2) {
    const at = <usize>j << 3
    const pixel = selected + (<usize>j << 2)
    let x = f64x2(<f64>load<u8>(bytes + load<u32>(pixel)), <f64>load<u8>(bytes + load<u32>(pixel, 4)))
    if (norm != 1) x = f64x2.div(x, norms)
    x = f64x2.div(f64x2.sub(x, v128.load(mean + at)), v128.load(scale + at))
    v128.store(row + at, x)
    const product = f64x2.mul(x, v128.load(v + at))
    sum += f64x2.extract_lane(product, 0)
    sum += f64x2.extract_lane(product, 1)
  }
  if (j < columns) {
    const at = <usize>j << 3
    const x = (<f64>load<u8>(bytes + load<u32>(selected + (<usize>j << 2))) / norm - load<f64>(mean + at)) / load<f64>(scale + at)
    store<f64>(row + at, x)
    sum += x * load<f64>(v + at)
  }
  return sum
}

/** v += factor * row. */
function addRow(v: usize, row: usize, factor: f64, columns: i32): void {
  const factors = f64x2.splat(factor)
  let j = 0
  for (; j + 2 <= columns; j += 2) {
    v128.store(v, f64x2.add(v128.load(v), f64x2.mul(v128.load(row), factors)))
    v += 16
    row += 16
  }
  if (j < columns) store<f64>(v, load<f64>(v) + load<f64>(row) * factor)
}

/** The losses of learn/linear-model/loss.ts at z = p y, in the order of `lossNames`. */
function lossAt(loss: i32, z: f64): f64 {
  if (loss == 0) return z > 18 ? NativeMath.exp(-z) : z < -18 ? -z : NativeMath.log(1 + NativeMath.exp(-z))
  if (loss == 1) return z <= 1 ? 1 - z : 0
  if (loss == 2) return z <= 0 ? -z : 0
  if (loss == 3) return z < 1 ? (1 - z) * (1 - z) : 0
  return z >= 1 ? 0 : z >= -1 ? (1 - z) * (1 - z) : -4 * z
}

/** Their derivatives in z. */
function slopeAt(loss: i32, z: f64): f64 {
  if (loss == 0) return z > 18 ? -NativeMath.exp(-z) : z < -18 ? -1 : -1 / (NativeMath.exp(z) + 1)
  if (loss == 1) return z <= 1 ? -1 : 0
  if (loss == 2) return z <= 0 ? -1 : 0
  if (loss == 3) return z < 1 ? -2 * (1 - z) : 0
  return z >= 1 ? 0 : z >= -1 ? -2 * (1 - z) : -4
}
