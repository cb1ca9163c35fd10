import { entryBytes, groupRows, groupValues, panelWidth } from './kernel-rows'
import { madd } from './madd'

/*
 * Kernel values of [-1, 1] in 20 bits, as whole numbers q = K * 524287. Sixteen columns take 40 bytes: 16 x i16 of q >> 4, then 8 bytes
 * that hold q & 15 of columns 0 .. 7 in their lower and of columns 8 .. 15 in their upper half.
 */

const panelBytes: usize = 40
const unit: f32 = 1.0 / 524287.0
/** 1.5 * 2^23: added to a float of less than 2^22, its whole part stands in the lower bits. */
const roundsInAdding: f32 = 12582912.0
const roundedBits: i32 = 0x4b400000

@inline
function whole(values: usize): v128 {
  const scaled = f32x4.mul(v128.load(values), f32x4.splat(524287))
  return i32x4.sub(f32x4.add(scaled, f32x4.splat(roundsInAdding)), i32x4.splat(roundedBits))
}

function packRow(values: usize, width: i32, target: usize): void {
  const low = i32x4.splat(15)
  for (const end = values + (<usize>width << 2); values < end; values += 64, target += panelBytes) {
    const a = whole(values)
    const b = whole(values + 16)
    const c = whole(values + 32)
    const d = whole(values + 48)
    v128.store(target, i16x8.narrow_i32x4_s(i32x4.shr_s(a, 4), i32x4.shr_s(b, 4)))
    v128.store(target, i16x8.narrow_i32x4_s(i32x4.shr_s(c, 4), i32x4.shr_s(d, 4)), 16)
    const lower = i16x8.narrow_i32x4_s(v128.and(a, low), v128.and(b, low))
    const upper = i16x8.narrow_i32x4_s(v128.and(c, low), v128.and(d, low))
    const both = v128.or(lower, i16x8.shl(upper, 4))
    v128.store64_lane(target, i8x16.narrow_i16x8_u(both, both), 0, 32)
  }
}

/** As kernelRows, packed. `scratch`: 6 x (lastColumn - firstColumn) floats that no other call uses meanwhile. */
export function packedKernelRows(
  entries: usize,
  counts: usize,
  firstGroup: i32,
  lastGroup: i32,
  panels: usize,
  features: i32,
  firstColumn: i32,
  lastColumn: i32,
  shifts: usize,
  norms: usize,
  rowNorms: usize,
  kernel: usize,
  rows: usize,
  rowWords: i32,
  slots: usize,
  stop: usize,
  scratch: usize,
): void {
  const rowBytes = <usize>rowWords << 2
  const start = rows + <usize>(firstColumn / panelWidth) * panelBytes
  const width = lastColumn - firstColumn
  const r0 = scratch
  const r1 = r0 + (<usize>width << 2)
  const r2 = r1 + (<usize>width << 2)
  const r3 = r2 + (<usize>width << 2)
  const r4 = r3 + (<usize>width << 2)
  const r5 = r4 + (<usize>width << 2)
  for (let g = firstGroup; g < lastGroup; g++) {
    if (atomic.load<i32>(stop) !== 0) return
    const from = entries + <usize>g * <usize>features * entryBytes
    const to = from + <usize>load<i32>(counts + (<usize>g << 2)) * entryBytes
    const own = rowNorms + <usize>(g * groupRows) * 4
    groupValues(from, to, panels, features, firstColumn, lastColumn, shifts, norms, own, kernel, r0, r1, r2, r3, r4, r5)
    const slot = slots + <usize>(g * groupRows) * 4
    for (let r = 0; r < groupRows; r++) {
      packRow(scratch + <usize>(r * width) * 4, width, start + <usize>load<u32>(slot + (<usize>r << 2)) * rowBytes)
    }
  }
}

/** Columns 0 .. 3 or 4 .. 7 of eight that follow one another, from their upper and lower bits. */
@inline
function firstFour(upper: v128, lower: v128): v128 {
  return f32x4.convert_i32x4_s(v128.or(i32x4.shl(i32x4.extend_low_i16x8_s(upper), 4), i32x4.extend_low_i16x8_u(lower)))
}

@inline
function nextFour(upper: v128, lower: v128): v128 {
  return f32x4.convert_i32x4_s(v128.or(i32x4.shl(i32x4.extend_high_i16x8_s(upper), 4), i32x4.extend_high_i16x8_u(lower)))
}

@inline
function subtractFrom(errors: usize, sum: v128): void {
  v128.store(errors, f64x2.sub(v128.load(errors), f64x2.promote_low_f32x4(sum)))
  const upper = i8x16.shuffle(sum, sum, 8, 9, 10, 11, 12, 13, 14, 15, 8, 9, 10, 11, 12, 13, 14, 15)
  v128.store(errors, f64x2.sub(v128.load(errors, 16), f64x2.promote_low_f32x4(upper)), 16)
}

/** As takeRows, from packed rows; n and firstColumn multiples of 16. */
export function takePackedRows(errors: usize, n: i32, rows: usize, rowWords: i32, firstColumn: i32, slots: usize, steps: usize, count: i32): void {
  const rowBytes = <usize>rowWords << 2
  const start = rows + <usize>(firstColumn / panelWidth) * panelBytes
  const end = <usize>(n / panelWidth) * panelBytes
  const low = i16x8.splat(15)
  for (let i = 0; i < count; i += 8) {
    let e = errors
    for (let at = start, last = start + end; at < last; at += panelBytes, e += 128) {
      let a = f32x4.splat(0)
      let b = a
      let c = a
      let d = a
      for (let k = i; k < i + 8; k++) {
        const panel = at + <usize>load<u32>(slots + (<usize>k << 2)) * rowBytes
        const step = f32x4.splat(load<f32>(steps + (<usize>k << 2)) * unit)
        const rest = v128.load8x8_u(panel, 32)
        let upper = v128.load(panel)
        let lower = v128.and(rest, low)
        a = madd(step, firstFour(upper, lower), a)
        b = madd(step, nextFour(upper, lower), b)
        upper = v128.load(panel, 16)
        lower = i16x8.shr_u(rest, 4)
        c = madd(step, firstFour(upper, lower), c)
        d = madd(step, nextFour(upper, lower), d)
      }
      subtractFrom(e, a)
      subtractFrom(e + 32, b)
      subtractFrom(e + 64, c)
      subtractFrom(e + 96, d)
    }
  }
}

/** As gatherBlock, from packed rows. */
export function gatherPackedBlock(
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
      const column = <usize>load<u32>(columns + (<usize>t << 2))
      const panel = row + (column >> 4) * panelBytes
      const lower = <i32>load<u8>(panel + (column & 7), 32) >> <i32>((column >> 1) & 4)
      const q = (<i32>load<i16>(panel + ((column & 15) << 1)) << 4) | (lower & 15)
      const value = <f32>q * unit
      store<f32>(across + (<usize>t << 2), value)
      store<f32>(down, value)
    }
  }
}
