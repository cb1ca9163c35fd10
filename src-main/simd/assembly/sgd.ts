/** Rows whose ink is fetched in one go. */
const rowsAhead: i32 = 16

export function sgdRows(
  first: i32,
  count: i32,
  order: usize,
  inkStart: usize,
  column: usize,
  grey: usize,
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
  scratch: usize,
): void {
  let factor = load<f64>(state)
  let intercept = load<f64>(state, 8)
  let lossSum = load<f64>(state, 16)
  let t = load<f64>(state, 24)
  // A blank digit; the row before, the one at hand and the next: each holds the values of a blank one and, for its time, those of its ink.
  const bytes = <usize>(columns + (columns & 1)) << 3
  const blank = scratch
  let before = blank + bytes
  let now = before + bytes
  let next = now + bytes
  for (let at: usize = 0; at < <usize>columns << 3; at += 8) {
    store<f64>(blank + at, (0 - load<f64>(mean + at)) / load<f64>(scale + at))
  }
  memory.copy(before, blank, bytes)
  memory.copy(now, blank, bytes)
  memory.copy(next, blank, bytes)
  let reached = 0
  // The step of the row before, which is taken while the row at hand is multiplied.
  let pending: f64 = 0
  const end = first + count
  if (count > 0) inkRow(now, rowAt(order, first), inkStart, column, grey, rowNorm, mean, scale)
  if (count > 1) inkRow(next, rowAt(order, first + 1), inkStart, column, grey, rowNorm, mean, scale)
  for (let n = first; n < end; n++) {
    if ((n - first) % rowsAhead == 0) {
      const from = n + 2
      reached |= reachRows(order, from, min(from + rowsAhead, end), inkStart, column, grey)
    }
    const sum = stepAndDot(v, before, pending, now, bytes)
    if (n > first) blankRow(before, rowAt(order, n - 1), inkStart, column, blank)
    if (n + 2 < end) inkRow(before, rowAt(order, n + 2), inkStart, column, grey, rowNorm, mean, scale)
    const p = sum * factor + intercept
    const step = schedule == 1 ? 1 / (alpha * (start + t - 1)) : schedule == 2 ? eta / NativeMath.pow(t, power) : eta
    const isPositive = <i32>load<u8>(labels + rowAt(order, n)) == positive
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
    pending = update / factor
    if (fitIntercept != 0) intercept += update
    t += 1
    const free = before
    before = now
    now = next
    next = free
  }
  if (count > 0) stepAndDot(v, before, pending, now, bytes)
  // Never true, but that is not for the compiler to know: it must not drop the looks ahead.
  if (reached < 0) return
  store<f64>(state, factor)
  store<f64>(state, intercept, 8)
  store<f64>(state, lossSum, 16)
  store<f64>(state, t, 24)
}

@inline
function rowAt(order: usize, n: i32): usize {
  return <usize>load<u32>(order + (<usize>n << 2))
}

/** Looks at every cache line of some rows to come, many at once, since one after another they would be waited for. */
function reachRows(order: usize, first: i32, last: i32, start: usize, column: usize, grey: usize): i32 {
  let seen: i32 = 0
  for (let n = first; n < last; n++) {
    const i = rowAt(order, n)
    const begin = <usize>load<u32>(start + (i << 2))
    const end = <usize>load<u32>(start + (i << 2), 4)
    for (let at = begin << 1; at < end << 1; at += 64) seen |= <i32>load<u16>(column + at)
    for (let at = begin; at < end; at += 64) seen |= <i32>load<u8>(grey + at)
  }
  return seen
}

/** v += factor * before; gives now.v, summed from left to right. */
function stepAndDot(v: usize, before: usize, factor: f64, now: usize, bytes: usize): f64 {
  const factors = f64x2.splat(factor)
  let sum: f64 = 0
  for (let at: usize = 0; at < bytes; at += 16) {
    const w = f64x2.add(v128.load(v + at), f64x2.mul(v128.load(before + at), factors))
    v128.store(v + at, w)
    const product = f64x2.mul(v128.load(now + at), w)
    sum += f64x2.extract_lane(product, 0)
    sum += f64x2.extract_lane(product, 1)
  }
  return sum
}

/** Writes the values of a digit's ink. */
function inkRow(
  row: usize,
  i: usize,
  start: usize,
  column: usize,
  grey: usize,
  rowNorm: usize,
  mean: usize,
  scale: usize,
): void {
  const norm = load<f64>(rowNorm + (i << 3))
  const end = load<i32>(start + (i << 2), 4)
  let place = load<i32>(start + (i << 2))
  // Two loops, for a division by 1 takes as long as any other.
  if (norm == 1) {
    for (; place < end; place++) {
      const at = <usize>load<u16>(column + (<usize>place << 1)) << 3
      store<f64>(row + at, (<f64>load<u8>(grey + place) - load<f64>(mean + at)) / load<f64>(scale + at))
    }
  } else {
    for (; place < end; place++) {
      const at = <usize>load<u16>(column + (<usize>place << 1)) << 3
      store<f64>(row + at, (<f64>load<u8>(grey + place) / norm - load<f64>(mean + at)) / load<f64>(scale + at))
    }
  }
}

/** Takes the ink away again. */
function blankRow(row: usize, i: usize, start: usize, column: usize, blank: usize): void {
  const end = load<i32>(start + (i << 2), 4)
  for (let place = load<i32>(start + (i << 2)); place < end; place++) {
    const at = <usize>load<u16>(column + (<usize>place << 1)) << 3
    store<f64>(row + at, load<f64>(blank + at))
  }
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
