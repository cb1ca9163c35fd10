/** Sum of a[i] * b[i], f64, in four running sums. */
export function dotF64(a: usize, b: usize, n: i32): f64 {
  let low = f64x2.splat(0)
  let high = f64x2.splat(0)
  let i = 0
  for (; i + 4 <= n; i += 4) {
    low = f64x2.add(low, f64x2.mul(v128.load(a), v128.load(b)))
    high = f64x2.add(high, f64x2.mul(v128.load(a, 16), v128.load(b, 16)))
    a += 32
    b += 32
  }
  low = f64x2.add(low, high)
  let sum = f64x2.extract_lane(low, 0) + f64x2.extract_lane(low, 1)
  for (; i < n; i++) {
    sum += load<f64>(a) * load<f64>(b)
    a += 8
    b += 8
  }
  return sum
}

/** y[i] += a * x[i], f64. */
export function axpyF64(a: f64, x: usize, y: usize, n: i32): void {
  const factor = f64x2.splat(a)
  let i = 0
  for (; i + 2 <= n; i += 2) {
    v128.store(y, f64x2.add(v128.load(y), f64x2.mul(factor, v128.load(x))))
    x += 16
    y += 16
  }
  if (i < n) store<f64>(y, load<f64>(y) + a * load<f64>(x))
}
