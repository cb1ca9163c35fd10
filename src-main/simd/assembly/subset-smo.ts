import { madd } from './madd'
import { mayGoDown, mayGoUp } from './violators'

/*
 * One two-class problem inside batch SMO. With f(x_j) = sum of alpha_i y_i K_ij, `errors[j]` = y_j - f(x_j) is libsvm's -y G.
 * j may go up (its y alpha may grow) if y = +1 and alpha < C, or y = -1 and alpha > 0; down in the other cases.
 * Optimal within tol: max of errors over up - min over down < tol.
 */

/** errors[j] -= sum over i of steps[i] * rows[slots[i]][firstColumn + j], j < n; n a multiple of 4, sums of 8 rows in f32, then f64. */
export function takeRows(errors: usize, n: i32, rows: usize, rowWords: i32, firstColumn: i32, slots: usize, steps: usize, count: i32): void {
  const strideBytes = <usize>rowWords << 2
  const start = rows + (<usize>firstColumn << 2)
  const bytes = <usize>n << 2
  for (let i = 0; i < count; i += 8) {
    const slot = slots + (<usize>i << 2)
    const step = steps + (<usize>i << 2)
    const p0 = start + <usize>load<u32>(slot) * strideBytes
    const p1 = start + <usize>load<u32>(slot, 4) * strideBytes
    const p2 = start + <usize>load<u32>(slot, 8) * strideBytes
    const p3 = start + <usize>load<u32>(slot, 12) * strideBytes
    const p4 = start + <usize>load<u32>(slot, 16) * strideBytes
    const p5 = start + <usize>load<u32>(slot, 20) * strideBytes
    const p6 = start + <usize>load<u32>(slot, 24) * strideBytes
    const p7 = start + <usize>load<u32>(slot, 28) * strideBytes
    const s0 = v128.load32_splat(step)
    const s1 = v128.load32_splat(step, 4)
    const s2 = v128.load32_splat(step, 8)
    const s3 = v128.load32_splat(step, 12)
    const s4 = v128.load32_splat(step, 16)
    const s5 = v128.load32_splat(step, 20)
    const s6 = v128.load32_splat(step, 24)
    const s7 = v128.load32_splat(step, 28)
    let e = errors
    for (let c: usize = 0; c < bytes; c += 16, e += 32) {
      let low = f32x4.mul(s0, v128.load(p0 + c))
      let high = f32x4.mul(s1, v128.load(p1 + c))
      low = madd(s2, v128.load(p2 + c), low)
      high = madd(s3, v128.load(p3 + c), high)
      low = madd(s4, v128.load(p4 + c), low)
      high = madd(s5, v128.load(p5 + c), high)
      low = madd(s6, v128.load(p6 + c), low)
      high = madd(s7, v128.load(p7 + c), high)
      const sum = f32x4.add(low, high)
      v128.store(e, f64x2.sub(v128.load(e), f64x2.promote_low_f32x4(sum)))
      const upper = i8x16.shuffle(sum, sum, 8, 9, 10, 11, 12, 13, 14, 15, 8, 9, 10, 11, 12, 13, 14, 15)
      v128.store(e, f64x2.sub(v128.load(e, 16), f64x2.promote_low_f32x4(upper)), 16)
    }
  }
}

/**
 * block[s * blockStride + t] = rows[slots[s]][columns[t]], f32, for those s and t below m of which one is marked in `changed`.
 * The block is symmetric: column s is copied from row s.
 */
export function gatherBlock(
  rows: usize,
  rowWords: i32,
  slots: usize,
  columns: usize,
  m: i32,
  changed: usize,
  block: usize,
  blockStride: i32,
): void {
  const strideBytes = <usize>blockStride << 2
  for (let s = 0; s < m; s++) {
    if (load<u8>(changed + <usize>s) === 0) continue
    const row = rows + ((<usize>load<u32>(slots + (<usize>s << 2)) * <usize>rowWords) << 2)
    const across = block + <usize>s * strideBytes
    let down = block + (<usize>s << 2)
    for (let t = 0; t < m; t++, down += strideBytes) {
      const value = load<f32>(row + (<usize>load<i32>(columns + (<usize>t << 2)) << 2))
      store<f32>(across + (<usize>t << 2), value)
      store<f32>(down, value)
    }
  }
}

const tau: f32 = 1e-12

/**
 * SMO over m variables, all else fixed, to a gap below `tolerance`; second-order choice of the pair (Fan, Chen, Lin 2005, WSS2).
 *   block      m rows of blockStride kernel values (gatherBlock)
 *   work       f32: errors, masks of up and down, diagonal: 4 x padded
 *   alpha, y   of the m variables, alpha changed; bounds: [C of y = -1, C of y = +1]
 * taken[0] becomes the number of steps.
 */
export function subsetSmo(
  block: usize,
  blockStride: i32,
  m: i32,
  errors: usize,
  alpha: usize,
  y: usize,
  bounds: usize,
  tolerance: f64,
  mostSteps: i32,
  work: usize,
  taken: usize,
  stop: usize,
): void {
  const padded = (m + 3) & ~3
  const bytes = <usize>padded << 2
  const ups = work + bytes
  const downs = ups + bytes
  const diagonal = downs + bytes
  for (let t = 0; t < padded; t++) {
    const at = <usize>t << 2
    store<f32>(work + at, t < m ? <f32>load<f64>(errors + (<usize>t << 3)) : 0)
    store<f32>(diagonal + at, t < m ? load<f32>(block + (<usize>(t * blockStride + t) << 2)) : 0)
    setMasks(ups, downs, t, m, alpha, y, bounds)
  }
  const four = i32x4.splat(4)
  const highest = f32x4.splat(-Infinity)
  const lowest = f32x4.splat(Infinity)
  const zero = f32x4.splat(0)
  let i = -1
  let steps = 0
  // The first i; later ones are found while the errors are brought up to date.
  let bestUp: f32 = -Infinity
  let bestDown: f32 = Infinity
  for (let t = 0; t < m; t++) {
    const at = <usize>t << 2
    const e = load<f32>(work + at)
    if (load<i32>(ups + at) !== 0 && e > bestUp) {
      bestUp = e
      i = t
    }
    if (load<i32>(downs + at) !== 0 && e < bestDown) bestDown = e
  }
  while (steps < mostSteps && i >= 0) {
    if (<f64>bestUp - <f64>bestDown < tolerance) break
    if ((steps & 1023) === 0 && atomic.load<i32>(stop) !== 0) break
    // Second variable: largest gain (e_i - e_j)^2 / (K_ii + K_jj - 2 K_ij).
    const rowI = block + (<usize>(i * blockStride) << 2)
    const ei = f32x4.splat(bestUp)
    const kii = load<f32>(diagonal + (<usize>i << 2))
    const kiis = f32x4.splat(kii)
    let gains = zero
    let where = i32x4.splat(-1)
    let index = i32x4(0, 1, 2, 3)
    for (let c: usize = 0; c < bytes; c += 16) {
      const difference = f32x4.sub(ei, v128.load(work + c))
      const k = v128.load(rowI + c)
      let curve = f32x4.sub(f32x4.add(kiis, v128.load(diagonal + c)), f32x4.add(k, k))
      curve = v128.bitselect(curve, f32x4.splat(tau), f32x4.gt(curve, zero))
      const candidate = v128.and(v128.load(downs + c), f32x4.gt(difference, zero))
      const gain = v128.and(f32x4.div(f32x4.mul(difference, difference), curve), candidate)
      const better = f32x4.gt(gain, gains)
      gains = v128.bitselect(gain, gains, better)
      where = v128.bitselect(index, where, better)
      index = i32x4.add(index, four)
    }
    let j = -1
    let most: f32 = 0
    if (f32x4.extract_lane(gains, 0) > most) {
      most = f32x4.extract_lane(gains, 0)
      j = i32x4.extract_lane(where, 0)
    }
    if (f32x4.extract_lane(gains, 1) > most) {
      most = f32x4.extract_lane(gains, 1)
      j = i32x4.extract_lane(where, 1)
    }
    if (f32x4.extract_lane(gains, 2) > most) {
      most = f32x4.extract_lane(gains, 2)
      j = i32x4.extract_lane(where, 2)
    }
    if (f32x4.extract_lane(gains, 3) > most) {
      most = f32x4.extract_lane(gains, 3)
      j = i32x4.extract_lane(where, 3)
    }
    if (j < 0) break
    const rowJ = block + (<usize>(j * blockStride) << 2)
    let curvature = kii + load<f32>(diagonal + (<usize>j << 2)) - 2 * load<f32>(rowI + (<usize>j << 2))
    if (curvature <= 0) curvature = tau
    const yi = load<f32>(y + (<usize>i << 2))
    const yj = load<f32>(y + (<usize>j << 2))
    const ai = load<f64>(alpha + (<usize>i << 3))
    const aj = load<f64>(alpha + (<usize>j << 3))
    const ci = load<f64>(bounds + ((yi > 0 ? <usize>1 : <usize>0) << 3))
    const cj = load<f64>(bounds + ((yj > 0 ? <usize>1 : <usize>0) << 3))
    // y_i alpha_i grows by `step`, y_j alpha_j shrinks by it, each as far as its box allows.
    const roomI = yi > 0 ? ci - ai : ai
    const roomJ = yj > 0 ? aj : cj - aj
    let step = (<f64>bestUp - <f64>load<f32>(work + (<usize>j << 2))) / <f64>curvature
    step = min(step, min(roomI, roomJ))
    store<f64>(alpha + (<usize>i << 3), step === roomI ? (yi > 0 ? ci : 0) : ai + <f64>yi * step)
    store<f64>(alpha + (<usize>j << 3), step === roomJ ? (yj > 0 ? 0 : cj) : aj - <f64>yj * step)
    setMasks(ups, downs, i, m, alpha, y, bounds)
    setMasks(ups, downs, j, m, alpha, y, bounds)
    const steps4 = f32x4.splat(<f32>step)
    let tops = highest
    let bottoms = lowest
    where = i32x4.splat(-1)
    index = i32x4(0, 1, 2, 3)
    for (let c: usize = 0; c < bytes; c += 16) {
      const change = f32x4.sub(v128.load(rowJ + c), v128.load(rowI + c))
      const e = madd(steps4, change, v128.load(work + c))
      v128.store(work + c, e)
      const candidate = v128.bitselect(e, highest, v128.load(ups + c))
      const better = f32x4.gt(candidate, tops)
      tops = v128.bitselect(candidate, tops, better)
      where = v128.bitselect(index, where, better)
      index = i32x4.add(index, four)
      bottoms = f32x4.pmin(bottoms, v128.bitselect(e, lowest, v128.load(downs + c)))
    }
    i = -1
    bestUp = -Infinity
    if (f32x4.extract_lane(tops, 0) > bestUp) {
      bestUp = f32x4.extract_lane(tops, 0)
      i = i32x4.extract_lane(where, 0)
    }
    if (f32x4.extract_lane(tops, 1) > bestUp) {
      bestUp = f32x4.extract_lane(tops, 1)
      i = i32x4.extract_lane(where, 1)
    }
    if (f32x4.extract_lane(tops, 2) > bestUp) {
      bestUp = f32x4.extract_lane(tops, 2)
      i = i32x4.extract_lane(where, 2)
    }
    if (f32x4.extract_lane(tops, 3) > bestUp) {
      bestUp = f32x4.extract_lane(tops, 3)
      i = i32x4.extract_lane(where, 3)
    }
    bestDown = min(
      min(f32x4.extract_lane(bottoms, 0), f32x4.extract_lane(bottoms, 1)),
      min(f32x4.extract_lane(bottoms, 2), f32x4.extract_lane(bottoms, 3)),
    )
    steps++
  }
  store<i32>(taken, steps)
}

function setMasks(ups: usize, downs: usize, t: i32, m: i32, alpha: usize, y: usize, bounds: usize): void {
  const at = <usize>t << 2
  let up = 0
  let down = 0
  if (t < m) {
    const sign = load<f32>(y + at)
    const a = load<f64>(alpha + (<usize>t << 3))
    const bound = load<f64>(bounds + ((sign > 0 ? <usize>1 : <usize>0) << 3))
    if (mayGoUp(sign, a, bound)) up = -1
    if (mayGoDown(sign, a, bound)) down = -1
  }
  store<i32>(ups + at, up)
  store<i32>(downs + at, down)
}
