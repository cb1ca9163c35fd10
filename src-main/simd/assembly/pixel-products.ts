import { madd } from './madd'

/**
 * products[i] = sum over j of weights[j] * pixels[i * stride + j], i in [first, last). `weights` is padded with zeros to a multiple of 16,
 * and up to 15 bytes behind the last row are read.
 */
export function pixelProducts(pixels: usize, stride: i32, weights: usize, length: i32, first: i32, last: i32, products: usize): void {
  for (let i = first; i < last; i++) {
    const row = pixels + <usize>i * <usize>stride
    let a = f32x4.splat(0)
    let b = a
    let c = a
    let d = a
    let w = weights
    for (let j = 0; j < length; j += 16, w += 64) {
      const bytes = v128.load(row + <usize>j)
      const low = i16x8.extend_low_i8x16_u(bytes)
      const high = i16x8.extend_high_i8x16_u(bytes)
      a = madd(f32x4.convert_i32x4_u(i32x4.extend_low_i16x8_u(low)), v128.load(w), a)
      b = madd(f32x4.convert_i32x4_u(i32x4.extend_high_i16x8_u(low)), v128.load(w, 16), b)
      c = madd(f32x4.convert_i32x4_u(i32x4.extend_low_i16x8_u(high)), v128.load(w, 32), c)
      d = madd(f32x4.convert_i32x4_u(i32x4.extend_high_i16x8_u(high)), v128.load(w, 48), d)
    }
    a = f32x4.add(f32x4.add(a, b), f32x4.add(c, d))
    const sum = f32x4.extract_lane(a, 0) + f32x4.extract_lane(a, 1) + f32x4.extract_lane(a, 2) + f32x4.extract_lane(a, 3)
    store<f32>(products + (<usize>i << 2), sum)
  }
}
