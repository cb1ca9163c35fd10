import { madd } from './madd'

/** exp of four floats, relative error below 2 units of the last place; 0 below -87. */
@inline
export function expF32x4(x: v128): v128 {
  const clamped = f32x4.min(f32x4.max(x, f32x4.splat(-87.3)), f32x4.splat(88.3))
  // x = k ln 2 + r, |r| <= ln 2 / 2; ln 2 in two parts so that r is exact to the last place.
  const k = f32x4.nearest(f32x4.mul(clamped, f32x4.splat(1.4426950408889634)))
  let r = f32x4.sub(clamped, f32x4.mul(k, f32x4.splat(0.693359375)))
  r = f32x4.add(r, f32x4.mul(k, f32x4.splat(2.12194440054690583e-4)))
  // exp(r) = 1 + r + r^2 p(r); p: least maximum error, degree 4, found by Lawson iteration.
  let p = f32x4.splat(0.001381446704155882)
  p = madd(p, r, f32x4.splat(0.008368780605031802))
  p = madd(p, r, f32x4.splat(0.04166839422572983))
  p = madd(p, r, f32x4.splat(0.16666520106201824))
  p = madd(p, r, f32x4.splat(0.4999999341239652))
  const tail = madd(f32x4.mul(r, r), p, r)
  const power = i32x4.shl(i32x4.add(i32x4.trunc_sat_f32x4_s(k), i32x4.splat(127)), 23)
  const result = f32x4.mul(f32x4.add(tail, f32x4.splat(1)), power)
  return v128.bitselect(f32x4.splat(0), result, f32x4.lt(x, f32x4.splat(-87.3)))
}

/** tanh of four floats. */
@inline
export function tanhF32x4(x: v128): v128 {
  const size = f32x4.abs(x)
  // Small: x + x^3 p(x^2), fitted on |x| <= 0.65. Else (1 - t) / (1 + t) with t = exp(-2 |x|).
  const square = f32x4.mul(x, x)
  let p = f32x4.splat(-0.00551510875392983)
  p = madd(p, square, f32x4.splat(0.020469368890358514))
  p = madd(p, square, f32x4.splat(-0.053688007045000756))
  p = madd(p, square, f32x4.splat(0.13330830149145215))
  p = madd(p, square, f32x4.splat(-0.33333259840775287))
  const small = madd(f32x4.mul(square, x), p, x)
  const one = f32x4.splat(1)
  const t = expF32x4(f32x4.mul(size, f32x4.splat(-2)))
  const large = f32x4.div(f32x4.sub(one, t), f32x4.add(one, t))
  const signed = v128.or(large, v128.and(x, f32x4.splat(-0.0)))
  return v128.bitselect(small, signed, f32x4.lt(size, f32x4.splat(0.625)))
}

const linear = 0
const poly = 1
const rbf = 2

/**
 * Turns n inner products a.z into kernel values, in place; n a multiple of 4.
 * x.z = a.z - shifts[j] where a is x before its mean was taken off. `kernel`: type, gamma, coef0, degree as f64.
 * `norm` is x.x and `norms[j]` z.z, used by rbf alone.
 */
export function kernelValues(values: usize, n: i32, shifts: usize, norms: usize, norm: f32, kernel: usize): void {
  const type = <i32>load<f64>(kernel)
  const gamma = f32x4.splat(<f32>load<f64>(kernel, 8))
  const coef0 = f32x4.splat(<f32>load<f64>(kernel, 16))
  const end = values + (<usize>n << 2)
  if (type === linear) {
    for (; values < end; values += 16, shifts += 16) {
      v128.store(values, f32x4.sub(v128.load(values), v128.load(shifts)))
    }
  } else if (type === poly) {
    const degree = <i32>load<f64>(kernel, 24)
    for (; values < end; values += 16, shifts += 16) {
      let power = madd(gamma, f32x4.sub(v128.load(values), v128.load(shifts)), coef0)
      let result = f32x4.splat(1)
      for (let left = degree; left > 0; left >>= 1) {
        if (left & 1) result = f32x4.mul(result, power)
        power = f32x4.mul(power, power)
      }
      v128.store(values, result)
    }
  } else if (type === rbf) {
    const own = f32x4.splat(norm)
    const zero = f32x4.splat(0)
    const minusGamma = f32x4.neg(gamma)
    for (; values < end; values += 16, shifts += 16, norms += 16) {
      const product = f32x4.sub(v128.load(values), v128.load(shifts))
      const squares = f32x4.add(own, v128.load(norms))
      const distance = f32x4.max(f32x4.sub(squares, f32x4.add(product, product)), zero)
      v128.store(values, expF32x4(f32x4.mul(minusGamma, distance)))
    }
  } else {
    for (; values < end; values += 16, shifts += 16) {
      v128.store(values, tanhF32x4(madd(gamma, f32x4.sub(v128.load(values), v128.load(shifts)), coef0)))
    }
  }
}
