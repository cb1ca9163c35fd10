/** Rows that are worked on together, so that they stay in the nearest cache while the columns pass. */
const rowBlock: i32 = 64

export function pixelSums(pixels: usize, stride: i32, rows: i32, sums: usize, squares: usize): void {
  memory.fill(sums, 0, (<usize>stride) << 2)
  memory.fill(squares, 0, (<usize>stride) << 2)
  for (let start = 0; start < rows; start += rowBlock) {
    const count = min(rowBlock, rows - start)
    const block = pixels + <usize>start * stride
    let j = 0
    for (; j + 8 <= stride; j += 8) {
      const s = sums + ((<usize>j) << 2)
      const q = squares + ((<usize>j) << 2)
      let s0 = v128.load(s)
      let s1 = v128.load(s, 16)
      let q0 = v128.load(q)
      let q1 = v128.load(q, 16)
      let at = block + j
      for (let i = 0; i < count; i++) {
        const x = v128.load8x8_u(at)
        s0 = i32x4.add(s0, i32x4.extend_low_i16x8_u(x))
        s1 = i32x4.add(s1, i32x4.extend_high_i16x8_u(x))
        q0 = i32x4.add(q0, i32x4.extmul_low_i16x8_u(x, x))
        q1 = i32x4.add(q1, i32x4.extmul_high_i16x8_u(x, x))
        at += stride
      }
      v128.store(s, s0)
      v128.store(s, s1, 16)
      v128.store(q, q0)
      v128.store(q, q1, 16)
    }
    for (; j < stride; j++) {
      const s = sums + ((<usize>j) << 2)
      const q = squares + ((<usize>j) << 2)
      for (let i = 0; i < count; i++) {
        const x = <i32>load<u8>(block + <usize>i * stride + j)
        store<i32>(s, load<i32>(s) + x)
        store<i32>(q, load<i32>(q) + x * x)
      }
    }
  }
}

export function pixelRanges(pixels: usize, stride: i32, rows: i32, low: usize, high: usize): void {
  for (let i = 0; i < rows; i++) {
    let j = 0
    for (; j + 16 <= stride; j += 16) {
      const x = v128.load(pixels + j)
      v128.store(low + j, i8x16.min_u(x, v128.load(low + j)))
      v128.store(high + j, i8x16.max_u(x, v128.load(high + j)))
    }
    for (; j < stride; j++) {
      const x = load<u8>(pixels + j)
      store<u8>(low + j, min(x, load<u8>(low + j)))
      store<u8>(high + j, max(x, load<u8>(high + j)))
    }
    pixels += stride
  }
}

/** Two bytes as f64x2. */
function load2(at: usize): v128 {
  return f64x2.convert_low_i32x4_u(
    i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(v128.load16_lane(at, i8x16.splat(0), 0))),
  )
}

/** Adds rows one after another to the sums of columns first to last - 1. Never fused: the twin rounds alike. */
function addRows(
  pixels: usize,
  stride: i32,
  rows: i32,
  first: i32,
  last: i32,
  mean: usize,
  deviations: usize,
  squares: usize,
): void {
  for (let start = 0; start < rows; start += rowBlock) {
    const count = min(rowBlock, rows - start)
    const block = pixels + <usize>start * stride
    let j = first
    for (; j + 4 <= last; j += 4) {
      const place = (<usize>j) << 3
      const m0 = v128.load(mean + place)
      const m1 = v128.load(mean + place, 16)
      let d0 = v128.load(deviations + place)
      let d1 = v128.load(deviations + place, 16)
      let q0 = v128.load(squares + place)
      let q1 = v128.load(squares + place, 16)
      let at = block + j
      for (let i = 0; i < count; i++) {
        const bytes = i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(v128.load32_zero(at)))
        const x0 = f64x2.sub(f64x2.convert_low_i32x4_u(bytes), m0)
        const x1 = f64x2.sub(
          f64x2.convert_low_i32x4_u(
            i8x16.shuffle(bytes, bytes, 8, 9, 10, 11, 12, 13, 14, 15, 8, 9, 10, 11, 12, 13, 14, 15),
          ),
          m1,
        )
        d0 = f64x2.add(d0, x0)
        d1 = f64x2.add(d1, x1)
        q0 = f64x2.add(q0, f64x2.mul(x0, x0))
        q1 = f64x2.add(q1, f64x2.mul(x1, x1))
        at += stride
      }
      v128.store(deviations + place, d0)
      v128.store(deviations + place, d1, 16)
      v128.store(squares + place, q0)
      v128.store(squares + place, q1, 16)
    }
    for (; j < last; j++) {
      const place = (<usize>j) << 3
      const m = load<f64>(mean + place)
      let d = load<f64>(deviations + place)
      let q = load<f64>(squares + place)
      for (let i = 0; i < count; i++) {
        const x = <f64>load<u8>(block + <usize>i * stride + j) - m
        d += x
        q += x * x
      }
      store<f64>(deviations + place, d)
      store<f64>(squares + place, q)
    }
  }
}

export function pixelDeviations(
  pixels: usize,
  stride: i32,
  rows: i32,
  first: i32,
  last: i32,
  mean: usize,
  deviations: usize,
  squares: usize,
): void {
  addRows(pixels, stride, rows, first, last, mean, deviations, squares)
}

export function pixelDeviationLeaf(
  pixels: usize,
  stride: i32,
  rows: i32,
  mean: usize,
  deviations: usize,
  squares: usize,
): void {
  const whole = rows < 8 ? 0 : rows & ~7
  // An odd last column is done together with the one before it; alone, it takes the padding of its arrays along.
  for (let j = 0; j < stride; j += 2)
    leafPair(pixels, stride, whole, max(0, min(j, stride - 2)), mean, deviations, squares)
  addRows(pixels + <usize>whole * stride, stride, rows - whole, 0, stride, mean, deviations, squares)
}

function leafPair(pixels: usize, stride: i32, rows: i32, j: i32, mean: usize, deviations: usize, squares: usize): void {
  const place = (<usize>j) << 3
  const m = v128.load(mean + place)
  let d0 = f64x2.splat(-0.0)
  let q0 = f64x2.splat(-0.0)
  let d1 = f64x2.splat(-0.0)
  let q1 = f64x2.splat(-0.0)
  let d2 = f64x2.splat(-0.0)
  let q2 = f64x2.splat(-0.0)
  let d3 = f64x2.splat(-0.0)
  let q3 = f64x2.splat(-0.0)
  let d4 = f64x2.splat(-0.0)
  let q4 = f64x2.splat(-0.0)
  let d5 = f64x2.splat(-0.0)
  let q5 = f64x2.splat(-0.0)
  let d6 = f64x2.splat(-0.0)
  let q6 = f64x2.splat(-0.0)
  let d7 = f64x2.splat(-0.0)
  let q7 = f64x2.splat(-0.0)
  let at = pixels + j
  for (let i = 0; i < rows; i += 8) {
    let x = f64x2.sub(load2(at), m)
    d0 = f64x2.add(d0, x)
    q0 = f64x2.add(q0, f64x2.mul(x, x))
    at += stride
    x = f64x2.sub(load2(at), m)
    d1 = f64x2.add(d1, x)
    q1 = f64x2.add(q1, f64x2.mul(x, x))
    at += stride
    x = f64x2.sub(load2(at), m)
    d2 = f64x2.add(d2, x)
    q2 = f64x2.add(q2, f64x2.mul(x, x))
    at += stride
    x = f64x2.sub(load2(at), m)
    d3 = f64x2.add(d3, x)
    q3 = f64x2.add(q3, f64x2.mul(x, x))
    at += stride
    x = f64x2.sub(load2(at), m)
    d4 = f64x2.add(d4, x)
    q4 = f64x2.add(q4, f64x2.mul(x, x))
    at += stride
    x = f64x2.sub(load2(at), m)
    d5 = f64x2.add(d5, x)
    q5 = f64x2.add(q5, f64x2.mul(x, x))
    at += stride
    x = f64x2.sub(load2(at), m)
    d6 = f64x2.add(d6, x)
    q6 = f64x2.add(q6, f64x2.mul(x, x))
    at += stride
    x = f64x2.sub(load2(at), m)
    d7 = f64x2.add(d7, x)
    q7 = f64x2.add(q7, f64x2.mul(x, x))
    at += stride
  }
  v128.store(deviations + place, joined(d0, d1, d2, d3, d4, d5, d6, d7))
  v128.store(squares + place, joined(q0, q1, q2, q3, q4, q5, q6, q7))
}

function joined(s0: v128, s1: v128, s2: v128, s3: v128, s4: v128, s5: v128, s6: v128, s7: v128): v128 {
  const low = f64x2.add(f64x2.add(s0, s1), f64x2.add(s2, s3))
  return f64x2.add(low, f64x2.add(f64x2.add(s4, s5), f64x2.add(s6, s7)))
}
