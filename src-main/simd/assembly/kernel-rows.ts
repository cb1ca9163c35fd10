import { kernelValues } from './kernel-function'
import { madd } from './madd'

/*
 * Training columns stand in panels of 16: panel p holds, for every feature k, the 16 floats z[16 p .. 16 p + 15][k].
 * Rows to be computed stand in groups of 6. Most grey levels are 0, so a group lists only the features in which one of its
 * rows is not: entries of 32 bytes, [k * 64 as u32][unused][a0 .. a5 as f32].
 * An entry costs 12 multiply-adds of 4 lanes against 8 floats of half a panel: 12 accumulators, all in registers.
 */

export const entryBytes: usize = 32
export const panelWidth = 16
export const groupRows = 6

@inline
function halfPanel(entries: usize, end: usize, panel: usize, r0: usize, r1: usize, r2: usize, r3: usize, r4: usize, r5: usize): void {
  let a0 = f32x4.splat(0)
  let b0 = a0
  let a1 = a0
  let b1 = a0
  let a2 = a0
  let b2 = a0
  let a3 = a0
  let b3 = a0
  let a4 = a0
  let b4 = a0
  let a5 = a0
  let b5 = a0
  for (; entries < end; entries += entryBytes) {
    const z = panel + <usize>load<u32>(entries)
    const left = v128.load(z)
    const right = v128.load(z, 16)
    let x = v128.load32_splat(entries, 8)
    a0 = madd(x, left, a0)
    b0 = madd(x, right, b0)
    x = v128.load32_splat(entries, 12)
    a1 = madd(x, left, a1)
    b1 = madd(x, right, b1)
    x = v128.load32_splat(entries, 16)
    a2 = madd(x, left, a2)
    b2 = madd(x, right, b2)
    x = v128.load32_splat(entries, 20)
    a3 = madd(x, left, a3)
    b3 = madd(x, right, b3)
    x = v128.load32_splat(entries, 24)
    a4 = madd(x, left, a4)
    b4 = madd(x, right, b4)
    x = v128.load32_splat(entries, 28)
    a5 = madd(x, left, a5)
    b5 = madd(x, right, b5)
  }
  v128.store(r0, a0)
  v128.store(r0, b0, 16)
  v128.store(r1, a1)
  v128.store(r1, b1, 16)
  v128.store(r2, a2)
  v128.store(r2, b2, 16)
  v128.store(r3, a3)
  v128.store(r3, b3, 16)
  v128.store(r4, a4)
  v128.store(r4, b4, 16)
  v128.store(r5, a5)
  v128.store(r5, b5, 16)
}

/** Kernel values of one group, whose entries lie in [from, to), with columns [firstColumn, lastColumn): row r of it to r0 .. r5, column firstColumn first. */
@inline
export function groupValues(
  from: usize,
  to: usize,
  panels: usize,
  features: i32,
  firstColumn: i32,
  lastColumn: i32,
  shifts: usize,
  norms: usize,
  rowNorms: usize,
  kernel: usize,
  r0: usize,
  r1: usize,
  r2: usize,
  r3: usize,
  r4: usize,
  r5: usize,
): void {
  const panelBytes = <usize>features * 64
  const width = lastColumn - firstColumn
  let panel = panels + <usize>(firstColumn / panelWidth) * panelBytes
  for (let c: usize = 0, end = <usize>width << 2; c < end; c += 64, panel += panelBytes) {
    halfPanel(from, to, panel, r0 + c, r1 + c, r2 + c, r3 + c, r4 + c, r5 + c)
    const d = c + 32
    halfPanel(from, to, panel + 32, r0 + d, r1 + d, r2 + d, r3 + d, r4 + d, r5 + d)
  }
  const shift = shifts + (<usize>firstColumn << 2)
  const norm = norms + (<usize>firstColumn << 2)
  kernelValues(r0, width, shift, norm, load<f32>(rowNorms), kernel)
  kernelValues(r1, width, shift, norm, load<f32>(rowNorms, 4), kernel)
  kernelValues(r2, width, shift, norm, load<f32>(rowNorms, 8), kernel)
  kernelValues(r3, width, shift, norm, load<f32>(rowNorms, 12), kernel)
  kernelValues(r4, width, shift, norm, load<f32>(rowNorms, 16), kernel)
  kernelValues(r5, width, shift, norm, load<f32>(rowNorms, 20), kernel)
}

/**
 * Kernel values of groups x columns [firstColumn, lastColumn) (multiples of 16), straight into row slots.
 *   entries     as pixelGroups lists them, counts: how many each group has
 *   slots       6 a group: row r of group g is written to rows + slots[6 g + r] * rowWords floats; a padding row names a spare slot
 *   rowNorms    6 a group: x.x
 */
export function kernelRows(
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
): void {
  const rowBytes = <usize>rowWords << 2
  const start = rows + (<usize>firstColumn << 2)
  for (let g = firstGroup; g < lastGroup; g++) {
    if (atomic.load<i32>(stop) !== 0) return
    const from = entries + <usize>g * <usize>features * entryBytes
    const to = from + <usize>load<i32>(counts + (<usize>g << 2)) * entryBytes
    const own = rowNorms + <usize>(g * groupRows) * 4
    const slot = slots + <usize>(g * groupRows) * 4
    const r0 = start + <usize>load<u32>(slot) * rowBytes
    const r1 = start + <usize>load<u32>(slot, 4) * rowBytes
    const r2 = start + <usize>load<u32>(slot, 8) * rowBytes
    const r3 = start + <usize>load<u32>(slot, 12) * rowBytes
    const r4 = start + <usize>load<u32>(slot, 16) * rowBytes
    const r5 = start + <usize>load<u32>(slot, 20) * rowBytes
    groupValues(from, to, panels, features, firstColumn, lastColumn, shifts, norms, own, kernel, r0, r1, r2, r3, r4, r5)
  }
}

/** scores[i * machines + m] = sum over j of values[i * stride + j] * weights[m * stride + j]; 256 products in f32, then f64. */
export function weighRows(values: usize, stride: i32, count: i32, weights: usize, machines: i32, scores: usize): void {
  const bytes = <usize>stride << 2
  for (let i = 0; i < count; i++) {
    const row = values + <usize>i * bytes
    for (let m = 0; m < machines; m++) {
      const weight = weights + <usize>m * bytes
      let total: f64 = 0
      for (let start: usize = 0; start < bytes; start += 1024) {
        const end = min(start + 1024, bytes)
        let low = f32x4.splat(0)
        let high = low
        let at = start
        for (; at + 32 <= end; at += 32) {
          low = madd(v128.load(row + at), v128.load(weight + at), low)
          high = madd(v128.load(row + at, 16), v128.load(weight + at, 16), high)
        }
        for (; at < end; at += 16) low = madd(v128.load(row + at), v128.load(weight + at), low)
        low = f32x4.add(low, high)
        total += <f64>f32x4.extract_lane(low, 0) + <f64>f32x4.extract_lane(low, 1)
        total += <f64>f32x4.extract_lane(low, 2) + <f64>f32x4.extract_lane(low, 3)
      }
      store<f64>(scores + (<usize>(i * machines + m) << 3), total)
    }
  }
}
