export function sagaSteps(
  first: i32,
  count: i32,
  lanes: i32,
  order: usize,
  cumulative: usize,
  schedule: usize,
  start: usize,
  column: usize,
  grey: usize,
  inverseNorm: usize,
  inverseScale: usize,
  rowOffset: usize,
  squaredOffset: f64,
  labels: usize,
  positive: usize,
  positiveWeight: usize,
  negativeWeight: usize,
  fitIntercept: i32,
  variant: f64,
  v: usize,
  gradientSum: usize,
  history: usize,
  state: usize,
  memory: usize,
  scratch: usize,
): void {
  const bytes = <usize>lanes << 3
  for (let t = first; t < first + count; t++) {
    const i = load<i32>(order + (<usize>t << 2))
    const begin = load<i32>(start + (<usize>i << 2))
    const places = load<i32>(start + (<usize>i << 2), 4) - begin
    const columns = column + (<usize>begin << 1)
    const greys = grey + begin
    const factor = load<f64>(inverseNorm + (<usize>i << 3))
    const before = load<f64>(cumulative + (<usize>t << 3))

    follow(places, columns, greys, factor, before, t, bytes, cumulative, inverseScale, v, gradientSum, history, scratch)

    const lag = t > 0 ? before - load<f64>(cumulative + (<usize>(t - 1) << 3)) : 0
    const offset = load<f64>(rowOffset + (<usize>i << 3))
    const step = schedule + (<usize>t << 5)
    const label = <i32>load<u8>(labels + i)
    const remembered = memory + <usize>i * bytes
    for (let k = 0; k < lanes; k++) {
      const s = state + <usize>k * 48
      const lane = <usize>k << 3
      const nu = load<f64>(s) + lag * load<f64>(s, 8)
      const along = load<f64>(s, 16) - lag * load<f64>(s, 24)
      const dot = load<f64>(scratch + lane) - along + nu * offset - nu * squaredOffset
      const p = load<f64>(step) * dot + load<f64>(s, 32)
      const isPositive = load<i32>(positive + (<usize>k << 2)) == label
      const weight = load<f64>((isPositive ? positiveWeight : negativeWeight) + lane)
      const g = logSlope(p, isPositive) * weight
      const d = g - load<f64>(remembered + lane)
      store<f64>(remembered + lane, g)
      const e = variant * d * load<f64>(step, 16)
      store<f64>(s, nu + e)
      store<f64>(s, load<f64>(s, 8) + d, 8)
      store<f64>(s, along - e * offset, 16)
      store<f64>(s, load<f64>(s, 24) + d * offset, 24)
      if (fitIntercept != 0) {
        const sum = load<f64>(s, 40) + d
        store<f64>(s, sum, 40)
        store<f64>(s, load<f64>(s, 32) - (sum * load<f64>(step, 24) + variant * d * load<f64>(step, 8)), 32)
      }
      store<f64>(scratch + lane, e)
      store<f64>(scratch + lane, d, 128)
    }

    spread(places, columns, greys, factor, bytes, inverseScale, v, gradientSum, scratch)
  }
}

/** d/dp log(1 + exp(-y p)) for y = ±1, with scikit-learn's cut-offs. */
@inline
function logSlope(p: f64, isPositive: bool): f64 {
  const z = isPositive ? p : -p
  const size = z > 18 ? NativeMath.exp(-z) : z < -18 ? 1 : 1 / (NativeMath.exp(z) + 1)
  return isPositive ? -size : size
}

/** Brings the row's columns up to step t (v -= lag * G) and leaves z . v in `scratch`. */
function follow(
  places: i32,
  columns: usize,
  greys: usize,
  factor: f64,
  before: f64,
  t: i32,
  bytes: usize,
  cumulative: usize,
  inverseScale: usize,
  v: usize,
  gradientSum: usize,
  history: usize,
  scratch: usize,
): void {
  let sum0 = f64x2.splat(0)
  let sum1 = f64x2.splat(0)
  let sum2 = f64x2.splat(0)
  let sum3 = f64x2.splat(0)
  let sum4 = f64x2.splat(0)
  for (let n = 0; n < places; n++) {
    const j = <usize>load<u16>(columns + (<usize>n << 1))
    const seen = history + (j << 2)
    const lag = f64x2.splat(before - load<f64>(cumulative + (<usize>load<i32>(seen) << 3)))
    store<i32>(seen, t)
    const z = f64x2.splat(<f64>load<u8>(greys + n) * load<f64>(inverseScale + (j << 3)) * factor)
    const at = v + j * bytes
    const sums = gradientSum + j * bytes
    let w = f64x2.sub(v128.load(at), f64x2.mul(lag, v128.load(sums)))
    v128.store(at, w)
    sum0 = f64x2.add(sum0, f64x2.mul(z, w))
    if (bytes > 16) {
      w = f64x2.sub(v128.load(at, 16), f64x2.mul(lag, v128.load(sums, 16)))
      v128.store(at, w, 16)
      sum1 = f64x2.add(sum1, f64x2.mul(z, w))
      if (bytes > 32) {
        w = f64x2.sub(v128.load(at, 32), f64x2.mul(lag, v128.load(sums, 32)))
        v128.store(at, w, 32)
        sum2 = f64x2.add(sum2, f64x2.mul(z, w))
        if (bytes > 48) {
          w = f64x2.sub(v128.load(at, 48), f64x2.mul(lag, v128.load(sums, 48)))
          v128.store(at, w, 48)
          sum3 = f64x2.add(sum3, f64x2.mul(z, w))
          if (bytes > 64) {
            w = f64x2.sub(v128.load(at, 64), f64x2.mul(lag, v128.load(sums, 64)))
            v128.store(at, w, 64)
            sum4 = f64x2.add(sum4, f64x2.mul(z, w))
          }
        }
      }
    }
  }
  v128.store(scratch, sum0)
  v128.store(scratch, sum1, 16)
  v128.store(scratch, sum2, 32)
  v128.store(scratch, sum3, 48)
  v128.store(scratch, sum4, 64)
}

/** v -= z e, G += z d; e and d stand in `scratch`, 128 bytes apart. */
function spread(
  places: i32,
  columns: usize,
  greys: usize,
  factor: f64,
  bytes: usize,
  inverseScale: usize,
  v: usize,
  gradientSum: usize,
  scratch: usize,
): void {
  const e0 = v128.load(scratch)
  const e1 = v128.load(scratch, 16)
  const e2 = v128.load(scratch, 32)
  const e3 = v128.load(scratch, 48)
  const e4 = v128.load(scratch, 64)
  const d0 = v128.load(scratch, 128)
  const d1 = v128.load(scratch, 144)
  const d2 = v128.load(scratch, 160)
  const d3 = v128.load(scratch, 176)
  const d4 = v128.load(scratch, 192)
  for (let n = 0; n < places; n++) {
    const j = <usize>load<u16>(columns + (<usize>n << 1))
    const z = f64x2.splat(<f64>load<u8>(greys + n) * load<f64>(inverseScale + (j << 3)) * factor)
    const at = v + j * bytes
    const sums = gradientSum + j * bytes
    v128.store(at, f64x2.sub(v128.load(at), f64x2.mul(z, e0)))
    v128.store(sums, f64x2.add(v128.load(sums), f64x2.mul(z, d0)))
    if (bytes > 16) {
      v128.store(at, f64x2.sub(v128.load(at, 16), f64x2.mul(z, e1)), 16)
      v128.store(sums, f64x2.add(v128.load(sums, 16), f64x2.mul(z, d1)), 16)
      if (bytes > 32) {
        v128.store(at, f64x2.sub(v128.load(at, 32), f64x2.mul(z, e2)), 32)
        v128.store(sums, f64x2.add(v128.load(sums, 32), f64x2.mul(z, d2)), 32)
        if (bytes > 48) {
          v128.store(at, f64x2.sub(v128.load(at, 48), f64x2.mul(z, e3)), 48)
          v128.store(sums, f64x2.add(v128.load(sums, 48), f64x2.mul(z, d3)), 48)
          if (bytes > 64) {
            v128.store(at, f64x2.sub(v128.load(at, 64), f64x2.mul(z, e4)), 64)
            v128.store(sums, f64x2.add(v128.load(sums, 64), f64x2.mul(z, d4)), 64)
          }
        }
      }
    }
  }
}
