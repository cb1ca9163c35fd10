const panelRows = 32
/** 32 rows of a pair, i16 each. */
const pairBytes: usize = 128
/** Of rows that only fill a panel: larger than any x^2 - 2 q.x of real rows. */
const beyond = 0x3fffffff

export function packPanels(
  pixels: usize,
  rows: i32,
  columns: i32,
  inked: usize,
  pairs: i32,
  panels: usize,
  squares: usize,
): void {
  const panelBytes = <usize>pairs * pairBytes
  const padded = (rows + panelRows - 1) & -panelRows
  for (let i = 0; i < padded; i++) {
    let at = panels + <usize>(i >> 5) * panelBytes + (<usize>(i & 31) << 2)
    if (i >= rows) {
      store<i32>(squares + (<usize>i << 2), beyond)
      for (let p = 0; p < pairs; p++, at += pairBytes) store<i32>(at, 0)
      continue
    }
    const row = pixels + <usize>i * <usize>columns
    let sum = 0
    for (let j = 0; j < columns; j++) {
      const x = <i32>load<u8>(row + j)
      sum += x * x
    }
    store<i32>(squares + (<usize>i << 2), sum)
    for (let p = 0; p < pairs; p++, at += pairBytes) {
      const pair = inked + (<usize>p << 3)
      const low = <i32>load<u8>(row + load<i32>(pair))
      const high = <i32>load<u8>(row + load<i32>(pair, 4))
      store<i32>(at, low | (high << 16))
    }
  }
}

export function nearestPixels(
  panels: usize,
  squares: usize,
  count: i32,
  pairs: i32,
  firstRow: i32,
  start: usize,
  ink: usize,
  firstQuery: i32,
  lastQuery: i32,
  k: i32,
  distances: usize,
  nearest: usize,
  scratch: usize,
): void {
  const panelBytes = <usize>pairs * pairBytes
  for (let panel = 0; panel < count; panel++) {
    for (let q = firstQuery; q < lastQuery; q++) {
      const begin = ink + (<usize>load<i32>(start + (<usize>q << 2)) << 3)
      const end = ink + (<usize>load<i32>(start + (<usize>q << 2), 4) << 3)
      const best = <usize>q * <usize>k * 4
      const limit = load<i32>(distances + best + (<usize>(k - 1) << 2))
      if (nearer(panels, begin, end, squares, limit, scratch)) {
        insertAll(scratch, firstRow + panel * panelRows, k, distances + best, nearest + best)
      }
    }
    panels += panelBytes
    squares += panelRows * 4
  }
}

/** Leaves the distances of one panel in `scratch`; whether one is below the limit. */
@inline
function nearer(panel: usize, entry: usize, end: usize, squares: usize, limit: i32, scratch: usize): bool {
  let a0 = i32x4.splat(0)
  let a1 = a0
  let a2 = a0
  let a3 = a0
  let a4 = a0
  let a5 = a0
  let a6 = a0
  let a7 = a0
  for (; entry < end; entry += 8) {
    const at = panel + <usize>load<u32>(entry)
    const greys = v128.load32_splat(entry, 4)
    a0 = i32x4.add(a0, i32x4.dot_i16x8_s(greys, v128.load(at)))
    a1 = i32x4.add(a1, i32x4.dot_i16x8_s(greys, v128.load(at, 16)))
    a2 = i32x4.add(a2, i32x4.dot_i16x8_s(greys, v128.load(at, 32)))
    a3 = i32x4.add(a3, i32x4.dot_i16x8_s(greys, v128.load(at, 48)))
    a4 = i32x4.add(a4, i32x4.dot_i16x8_s(greys, v128.load(at, 64)))
    a5 = i32x4.add(a5, i32x4.dot_i16x8_s(greys, v128.load(at, 80)))
    a6 = i32x4.add(a6, i32x4.dot_i16x8_s(greys, v128.load(at, 96)))
    a7 = i32x4.add(a7, i32x4.dot_i16x8_s(greys, v128.load(at, 112)))
  }
  a0 = i32x4.sub(v128.load(squares), i32x4.shl(a0, 1))
  a1 = i32x4.sub(v128.load(squares, 16), i32x4.shl(a1, 1))
  a2 = i32x4.sub(v128.load(squares, 32), i32x4.shl(a2, 1))
  a3 = i32x4.sub(v128.load(squares, 48), i32x4.shl(a3, 1))
  a4 = i32x4.sub(v128.load(squares, 64), i32x4.shl(a4, 1))
  a5 = i32x4.sub(v128.load(squares, 80), i32x4.shl(a5, 1))
  a6 = i32x4.sub(v128.load(squares, 96), i32x4.shl(a6, 1))
  a7 = i32x4.sub(v128.load(squares, 112), i32x4.shl(a7, 1))
  const least = i32x4.min_s(
    i32x4.min_s(i32x4.min_s(a0, a1), i32x4.min_s(a2, a3)),
    i32x4.min_s(i32x4.min_s(a4, a5), i32x4.min_s(a6, a7)),
  )
  if (!v128.any_true(i32x4.lt_s(least, i32x4.splat(limit)))) return false
  v128.store(scratch, a0)
  v128.store(scratch, a1, 16)
  v128.store(scratch, a2, 32)
  v128.store(scratch, a3, 48)
  v128.store(scratch, a4, 64)
  v128.store(scratch, a5, 80)
  v128.store(scratch, a6, 96)
  v128.store(scratch, a7, 112)
  return true
}

function insertAll(found: usize, firstRow: i32, k: i32, distances: usize, nearest: usize): void {
  const last = <usize>(k - 1) << 2
  for (let r = 0; r < panelRows; r++) {
    const distance = load<i32>(found + (<usize>r << 2))
    if (distance >= load<i32>(distances + last)) continue
    let at = last
    while (at > 0 && load<i32>(distances + at - 4) > distance) {
      store<i32>(distances + at, load<i32>(distances + at - 4))
      store<i32>(nearest + at, load<i32>(nearest + at - 4))
      at -= 4
    }
    store<i32>(distances + at, distance)
    store<i32>(nearest + at, firstRow + r)
  }
}

export function nearestRows(
  rows: usize,
  count: i32,
  columns: i32,
  firstRow: i32,
  queries: usize,
  firstQuery: i32,
  lastQuery: i32,
  k: i32,
  distances: usize,
  nearest: usize,
): void {
  const rowBytes = <usize>columns << 3
  for (let i = 0; i < count; i += 4) {
    const most = count - i
    // A row that is not there is read as the first of the four, and not entered.
    const r0 = rows + <usize>i * rowBytes
    const r1 = most > 1 ? r0 + rowBytes : r0
    const r2 = most > 2 ? r0 + 2 * rowBytes : r0
    const r3 = most > 3 ? r0 + 3 * rowBytes : r0
    for (let q = firstQuery; q < lastQuery; q++) {
      const query = queries + <usize>q * rowBytes
      let a0 = f64x2.splat(0)
      let a1 = a0
      let a2 = a0
      let a3 = a0
      for (let at: usize = 0; at < rowBytes; at += 16) {
        const x = v128.load(query + at)
        let d = f64x2.sub(x, v128.load(r0 + at))
        a0 = f64x2.add(a0, f64x2.mul(d, d))
        d = f64x2.sub(x, v128.load(r1 + at))
        a1 = f64x2.add(a1, f64x2.mul(d, d))
        d = f64x2.sub(x, v128.load(r2 + at))
        a2 = f64x2.add(a2, f64x2.mul(d, d))
        d = f64x2.sub(x, v128.load(r3 + at))
        a3 = f64x2.add(a3, f64x2.mul(d, d))
      }
      const bestDistances = distances + <usize>q * <usize>k * 8
      const bestRows = nearest + <usize>q * <usize>k * 4
      insert(a0, firstRow + i, k, bestDistances, bestRows)
      if (most > 1) insert(a1, firstRow + i + 1, k, bestDistances, bestRows)
      if (most > 2) insert(a2, firstRow + i + 2, k, bestDistances, bestRows)
      if (most > 3) insert(a3, firstRow + i + 3, k, bestDistances, bestRows)
    }
  }
}

function insert(halves: v128, row: i32, k: i32, distances: usize, nearest: usize): void {
  const distance = f64x2.extract_lane(halves, 0) + f64x2.extract_lane(halves, 1)
  let at = k - 1
  if (!(distance < load<f64>(distances + (<usize>at << 3)))) return
  while (at > 0 && load<f64>(distances + (<usize>(at - 1) << 3)) > distance) {
    store<f64>(distances + (<usize>at << 3), load<f64>(distances + (<usize>(at - 1) << 3)))
    store<i32>(nearest + (<usize>at << 2), load<i32>(nearest + (<usize>(at - 1) << 2)))
    at--
  }
  store<f64>(distances + (<usize>at << 3), distance)
  store<i32>(nearest + (<usize>at << 2), row)
}
