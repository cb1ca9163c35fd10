export function hingeHessian(
  gram: usize,
  first: usize,
  total: f64,
  columns: i32,
  biasFeature: f64,
  factor: f64,
  inverseScale: usize,
  offset: usize,
  size: i32,
  hessian: usize,
): void {
  for (let j = 0; j < columns; j++) {
    const own = <usize>j << 3
    const row = hessian + (<usize>(j * size) << 3)
    const sums = gram + (<usize>(j * columns) << 3)
    const scale = factor * load<f64>(inverseScale + own)
    const inked = load<f64>(first + own)
    const shift = factor * load<f64>(offset + own)
    // Of row j: factor * (scale_j (gram_jl scale_l - first_j offset_l) - offset_j (first_l scale_l - total offset_l)).
    const a = f64x2.splat(scale)
    const b = f64x2.splat(scale * inked - shift * total)
    const c = f64x2.splat(shift)
    for (let l = j & ~1; l < columns; l += 2) {
      const at = <usize>l << 3
      const z = v128.load(inverseScale + at)
      const u = v128.load(offset + at)
      const grown = f64x2.mul(f64x2.sub(f64x2.mul(a, v128.load(sums + at)), f64x2.mul(c, v128.load(first + at))), z)
      v128.store(row + at, f64x2.sub(grown, f64x2.mul(b, u)))
    }
    for (let l = columns; l < size; l++) store<f64>(row + (<usize>l << 3), 0)
    if (biasFeature != 0) {
      store<f64>(row + (<usize>columns << 3), biasFeature * (scale * inked - shift * total))
    }
    store<f64>(row + own, load<f64>(row + own) + 1)
  }
  for (let j = columns; j < size; j++) {
    const row = hessian + (<usize>(j * size) << 3)
    memory.fill(row, 0, <usize>size << 3)
    store<f64>(row + (<usize>j << 3), j == columns && biasFeature != 0 ? 1 + factor * biasFeature * biasFeature * total : 1)
  }
}

export function newtonStep(hessian: usize, size: i32, gradient: usize, step: usize): void {
  factor(hessian, size)
  const bytes = <usize>size << 3
  for (let at: usize = 0; at < bytes; at += 8) store<f64>(step + at, -load<f64>(gradient + at))
  solve(hessian, size, step)
}

/** Puts the upper triangle R with R^T R = matrix in its place. */
function factor(root: usize, size: i32): void {
  const bytes = <usize>size << 3
  for (let k = 0; k < size; k += 4) {
    const r0 = root + bytes * k
    const r1 = r0 + bytes
    const r2 = r1 + bytes
    const r3 = r2 + bytes
    finishPivot(r0, k, size)
    takeRow(r0, r1, k + 1, size)
    finishPivot(r1, k + 1, size)
    takeRow(r0, r2, k + 2, size)
    takeRow(r1, r2, k + 2, size)
    finishPivot(r2, k + 2, size)
    takeRow(r0, r3, k + 3, size)
    takeRow(r1, r3, k + 3, size)
    takeRow(r2, r3, k + 3, size)
    finishPivot(r3, k + 3, size)
    for (let i = k + 4; i < size; i += 2) takeFour(r0, bytes, root + bytes * i, i, size)
  }
}

/** Divides row k from its diagonal on by the root of the diagonal. */
function finishPivot(row: usize, k: i32, size: i32): void {
  const pivot = sqrt(load<f64>(row + (<usize>k << 3)))
  store<f64>(row + (<usize>k << 3), pivot)
  const inverse = 1 / pivot
  for (let j = k + 1; j < size; j++) {
    const at = row + (<usize>j << 3)
    store<f64>(at, load<f64>(at) * inverse)
  }
}

/** row_i -= pivot[i] * pivot, from column i on. */
function takeRow(pivot: usize, row: usize, i: i32, size: i32): void {
  const factor = load<f64>(pivot + (<usize>i << 3))
  for (let j = i; j < size; j++) {
    const at = <usize>j << 3
    store<f64>(row + at, load<f64>(row + at) - factor * load<f64>(pivot + at))
  }
}

/** Takes four finished rows from rows i and i + 1, i even; what that leaves below the diagonal is read by nobody. */
function takeFour(pivots: usize, bytes: usize, row: usize, i: i32, size: i32): void {
  const at = <usize>i << 3
  const a0 = v128.load64_splat(pivots + at)
  const b0 = v128.load64_splat(pivots + at, 8)
  const a1 = v128.load64_splat(pivots + bytes + at)
  const b1 = v128.load64_splat(pivots + bytes + at, 8)
  const a2 = v128.load64_splat(pivots + 2 * bytes + at)
  const b2 = v128.load64_splat(pivots + 2 * bytes + at, 8)
  const a3 = v128.load64_splat(pivots + 3 * bytes + at)
  const b3 = v128.load64_splat(pivots + 3 * bytes + at, 8)
  let p0 = pivots + at
  let p1 = p0 + bytes
  let p2 = p1 + bytes
  let p3 = p2 + bytes
  let upper = row + at
  let lower = upper + bytes
  for (let j = i; j < size; j += 2) {
    const x0 = v128.load(p0)
    const x1 = v128.load(p1)
    const x2 = v128.load(p2)
    const x3 = v128.load(p3)
    const a = f64x2.add(f64x2.add(f64x2.mul(a0, x0), f64x2.mul(a1, x1)), f64x2.add(f64x2.mul(a2, x2), f64x2.mul(a3, x3)))
    const b = f64x2.add(f64x2.add(f64x2.mul(b0, x0), f64x2.mul(b1, x1)), f64x2.add(f64x2.mul(b2, x2), f64x2.mul(b3, x3)))
    v128.store(upper, f64x2.sub(v128.load(upper), a))
    v128.store(lower, f64x2.sub(v128.load(lower), b))
    p0 += 16
    p1 += 16
    p2 += 16
    p3 += 16
    upper += 16
    lower += 16
  }
}

/** Divides `out` by R^T R. */
function solve(root: usize, size: i32, out: usize): void {
  const bytes = <usize>size << 3
  for (let k = 0; k < size; k++) {
    const row = root + bytes * k
    const own = <usize>k << 3
    const value = load<f64>(out + own) / load<f64>(row + own)
    store<f64>(out + own, value)
    let j = k + 1
    if (j & 1) {
      const at = <usize>j << 3
      store<f64>(out + at, load<f64>(out + at) - value * load<f64>(row + at))
      j++
    }
    const spread = f64x2.splat(value)
    for (let at = <usize>j << 3; at < bytes; at += 16) {
      v128.store(out + at, f64x2.sub(v128.load(out + at), f64x2.mul(spread, v128.load(row + at))))
    }
  }
  for (let k = size - 1; k >= 0; k--) {
    const row = root + bytes * k
    const own = <usize>k << 3
    let sum = load<f64>(out + own)
    let j = k + 1
    if (j & 1) {
      const at = <usize>j << 3
      sum -= load<f64>(row + at) * load<f64>(out + at)
      j++
    }
    const from = <usize>j << 3
    sum -= dot(row + from, out + from, bytes - from)
    store<f64>(out + own, sum / load<f64>(row + own))
  }
}

function dot(a: usize, b: usize, bytes: usize): f64 {
  let even = f64x2.splat(0)
  let odd = f64x2.splat(0)
  let at: usize = 0
  for (; at + 32 <= bytes; at += 32) {
    even = f64x2.add(even, f64x2.mul(v128.load(a + at), v128.load(b + at)))
    odd = f64x2.add(odd, f64x2.mul(v128.load(a + at, 16), v128.load(b + at, 16)))
  }
  if (at < bytes) even = f64x2.add(even, f64x2.mul(v128.load(a + at), v128.load(b + at)))
  even = f64x2.add(even, odd)
  return f64x2.extract_lane(even, 0) + f64x2.extract_lane(even, 1)
}

export function hingeSearch(
  rows: i32,
  positive: usize,
  positiveC: f64,
  negativeC: f64,
  slope: f64,
  curvature: f64,
  scores: usize,
  along: usize,
  length: usize,
): void {
  let low: f64 = 0
  let high: f64 = Infinity
  let t: f64 = 1
  let first: f64 = 0
  for (let look = 0; look < 40; look++) {
    // The first look is at 0, for the slope to measure the others by.
    const at = look == 0 ? 0 : t
    let lean = slope + at * curvature
    let bend = curvature
    for (let i = 0; i < rows; i++) {
      const e = load<f64>(along + (<usize>i << 3))
      const f = load<f64>(scores + (<usize>i << 3)) + at * e
      const isPositive = load<u8>(positive + i) != 0
      const missing = isPositive ? 1 - f : 1 + f
      if (missing <= 0) continue
      const C2 = 2 * (isPositive ? positiveC : negativeC)
      lean += isPositive ? -C2 * missing * e : C2 * missing * e
      bend += C2 * e * e
    }
    if (look == 0) {
      first = abs(lean)
      continue
    }
    if (abs(lean) <= 1e-3 * first) break
    if (lean > 0) high = t
    else low = t
    t -= lean / bend
    if (!(t > low && t < high)) t = high == Infinity ? 2 * low : (low + high) / 2
  }
  for (let i = 0; i < rows; i++) {
    const f = scores + (<usize>i << 3)
    store<f64>(f, load<f64>(f) + t * load<f64>(along + (<usize>i << 3)))
  }
  store<f64>(length, t)
}
