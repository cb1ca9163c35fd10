import { madd } from './madd'

/** Columns that one pass takes, and the rows it takes of them: their sums stay in the first cache, and memory is read in long stretches. */
const columnsAtOnce: i32 = 4
const rowsAtOnce: i32 = 4096

/**
 * products[i] = sum over k < count of weights[k] * bytes[inked[k] * stride + i], i in [first, last); first, last and stride multiples of 32.
 */
export function inkedProducts(
  bytes: usize,
  stride: i32,
  inked: usize,
  weights: usize,
  count: i32,
  first: i32,
  last: i32,
  products: usize,
): void {
  for (let from = first; from < last; from += rowsAtOnce) {
    const to = min(from + rowsAtOnce, last)
    memory.fill(products + (<usize>from << 2), 0, <usize>(to - from) << 2)
    let k = 0
    for (; k + columnsAtOnce <= count; k += columnsAtOnce) {
      addFour(bytes, stride, inked + (<usize>k << 2), weights + (<usize>k << 2), from, to, products)
    }
    for (; k < count; k++) {
      addOne(bytes, stride, inked + (<usize>k << 2), weights + (<usize>k << 2), from, to, products)
    }
  }
}

/** Column by column into the same sums, so that they come out as if each had been added alone. */
function addFour(bytes: usize, stride: i32, inked: usize, weights: usize, from: i32, to: i32, products: usize): void {
  const one = bytes + <usize>load<i32>(inked) * <usize>stride
  const two = bytes + <usize>load<i32>(inked, 4) * <usize>stride
  const three = bytes + <usize>load<i32>(inked, 8) * <usize>stride
  const four = bytes + <usize>load<i32>(inked, 12) * <usize>stride
  const w1 = v128.load32_splat(weights)
  const w2 = v128.load32_splat(weights, 4)
  const w3 = v128.load32_splat(weights, 8)
  const w4 = v128.load32_splat(weights, 12)
  for (let i = <usize>from; i < <usize>to; i += 8) {
    const at = products + (i << 2)
    const p1 = v128.load8x8_u(one + i)
    const p2 = v128.load8x8_u(two + i)
    const p3 = v128.load8x8_u(three + i)
    const p4 = v128.load8x8_u(four + i)
    let low = v128.load(at)
    let high = v128.load(at, 16)
    low = madd(f32x4.convert_i32x4_u(i32x4.extend_low_i16x8_u(p1)), w1, low)
    high = madd(f32x4.convert_i32x4_u(i32x4.extend_high_i16x8_u(p1)), w1, high)
    low = madd(f32x4.convert_i32x4_u(i32x4.extend_low_i16x8_u(p2)), w2, low)
    high = madd(f32x4.convert_i32x4_u(i32x4.extend_high_i16x8_u(p2)), w2, high)
    low = madd(f32x4.convert_i32x4_u(i32x4.extend_low_i16x8_u(p3)), w3, low)
    high = madd(f32x4.convert_i32x4_u(i32x4.extend_high_i16x8_u(p3)), w3, high)
    low = madd(f32x4.convert_i32x4_u(i32x4.extend_low_i16x8_u(p4)), w4, low)
    high = madd(f32x4.convert_i32x4_u(i32x4.extend_high_i16x8_u(p4)), w4, high)
    v128.store(at, low)
    v128.store(at, high, 16)
  }
}

function addOne(bytes: usize, stride: i32, inked: usize, weights: usize, from: i32, to: i32, products: usize): void {
  const one = bytes + <usize>load<i32>(inked) * <usize>stride
  const w = v128.load32_splat(weights)
  for (let i = <usize>from; i < <usize>to; i += 8) {
    const at = products + (i << 2)
    const p = v128.load8x8_u(one + i)
    v128.store(at, madd(f32x4.convert_i32x4_u(i32x4.extend_low_i16x8_u(p)), w, v128.load(at)))
    v128.store(at, madd(f32x4.convert_i32x4_u(i32x4.extend_high_i16x8_u(p)), w, v128.load(at, 16)), 16)
  }
}
