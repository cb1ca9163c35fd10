import { madd } from './madd'

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
  for (let i = first; i < last; i += 32) {
    let a = f32x4.splat(0)
    let b = a
    let c = a
    let d = a
    let e = a
    let f = a
    let g = a
    let h = a
    for (let k = 0; k < count; k++) {
      const at = bytes + <usize>load<i32>(inked + (<usize>k << 2)) * <usize>stride + <usize>i
      const w = v128.load32_splat(weights + (<usize>k << 2))
      const front = v128.load(at)
      const back = v128.load(at, 16)
      const p = i16x8.extend_low_i8x16_u(front)
      const q = i16x8.extend_high_i8x16_u(front)
      const r = i16x8.extend_low_i8x16_u(back)
      const s = i16x8.extend_high_i8x16_u(back)
      a = madd(f32x4.convert_i32x4_u(i32x4.extend_low_i16x8_u(p)), w, a)
      b = madd(f32x4.convert_i32x4_u(i32x4.extend_high_i16x8_u(p)), w, b)
      c = madd(f32x4.convert_i32x4_u(i32x4.extend_low_i16x8_u(q)), w, c)
      d = madd(f32x4.convert_i32x4_u(i32x4.extend_high_i16x8_u(q)), w, d)
      e = madd(f32x4.convert_i32x4_u(i32x4.extend_low_i16x8_u(r)), w, e)
      f = madd(f32x4.convert_i32x4_u(i32x4.extend_high_i16x8_u(r)), w, f)
      g = madd(f32x4.convert_i32x4_u(i32x4.extend_low_i16x8_u(s)), w, g)
      h = madd(f32x4.convert_i32x4_u(i32x4.extend_high_i16x8_u(s)), w, h)
    }
    const to = products + (<usize>i << 2)
    v128.store(to, a)
    v128.store(to, b, 16)
    v128.store(to, c, 32)
    v128.store(to, d, 48)
    v128.store(to, e, 64)
    v128.store(to, f, 80)
    v128.store(to, g, 96)
    v128.store(to, h, 112)
  }
}
