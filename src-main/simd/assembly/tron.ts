export function inkScores(
  first: i32,
  last: i32,
  start: usize,
  column: usize,
  grey: usize,
  inverseNorm: usize,
  weights: usize,
  constant: f64,
  scores: usize,
): void {
  for (let i = first; i < last; i++) {
    const begin = load<i32>(start + (<usize>i << 2))
    const places = load<i32>(start + (<usize>i << 2), 4) - begin
    const score = inkDot(places, column + (<usize>begin << 1), grey + begin, weights)
    store<f64>(scores + (<usize>i << 3), score * load<f64>(inverseNorm + (<usize>i << 3)) + constant)
  }
}

export function inkSum(
  first: i32,
  last: i32,
  list: usize,
  factor: usize,
  start: usize,
  column: usize,
  grey: usize,
  inverseNorm: usize,
  columns: i32,
  out: usize,
  sum: usize,
): void {
  memory.fill(out, 0, <usize>columns << 3)
  let total: f64 = 0
  for (let n = first; n < last; n++) {
    const i = load<i32>(list + (<usize>n << 2))
    const begin = load<i32>(start + (<usize>i << 2))
    const places = load<i32>(start + (<usize>i << 2), 4) - begin
    const c = load<f64>(factor + (<usize>n << 3))
    total += c
    inkAdd(places, column + (<usize>begin << 1), grey + begin, c * load<f64>(inverseNorm + (<usize>i << 3)), out)
  }
  store<f64>(sum, total)
}

export function gramRows(
  firstColumn: i32,
  lastColumn: i32,
  first: i32,
  last: i32,
  list: usize,
  factor: usize,
  start: usize,
  column: usize,
  grey: usize,
  inverseNorm: usize,
  columns: i32,
  gram: usize,
  values: usize,
): void {
  for (let n = first; n < last; n++) {
    const i = load<i32>(list + (<usize>n << 2))
    const begin = load<i32>(start + (<usize>i << 2))
    const places = load<i32>(start + (<usize>i << 2), 4) - begin
    const at = column + (<usize>begin << 1)
    const norm = load<f64>(inverseNorm + (<usize>i << 3))
    // Places before the first column of this share are needed by nobody.
    let p = 0
    while (p < places && <i32>load<u16>(at + (<usize>p << 1)) < firstColumn) p++
    for (let q = p; q < places; q++) {
      store<f64>(values + (<usize>q << 3), <f64>load<u8>(grey + begin + q) * norm)
    }
    const c = load<f64>(factor + (<usize>n << 3))
    for (; p < places; p++) {
      const j = <i32>load<u16>(at + (<usize>p << 1))
      if (j >= lastColumn) break
      const scaled = c * load<f64>(values + (<usize>p << 3))
      addPairs(places - p, at + (<usize>p << 1), values + (<usize>p << 3), scaled, gram + (<usize>(j * columns) << 3))
    }
  }
}

export function gramProduct(gram: usize, columns: i32, v: usize, out: usize): void {
  memory.fill(out, 0, <usize>columns << 3)
  for (let j = 0; j < columns; j++) {
    const row = gram + (<usize>(j * columns) << 3)
    const own = load<f64>(v + (<usize>j << 3))
    const spread = f64x2.splat(own)
    let sum = load<f64>(row + (<usize>j << 3)) * own
    let even = f64x2.splat(0)
    let odd = f64x2.splat(0)
    let l = j + 1
    for (; l + 4 <= columns; l += 4) {
      const at = <usize>l << 3
      const a = v128.load(row + at)
      const b = v128.load(row + at, 16)
      even = f64x2.add(even, f64x2.mul(a, v128.load(v + at)))
      odd = f64x2.add(odd, f64x2.mul(b, v128.load(v + at, 16)))
      v128.store(out + at, f64x2.add(v128.load(out + at), f64x2.mul(a, spread)))
      v128.store(out + at, f64x2.add(v128.load(out + at, 16), f64x2.mul(b, spread)), 16)
    }
    for (; l < columns; l++) {
      const at = <usize>l << 3
      const a = load<f64>(row + at)
      sum += a * load<f64>(v + at)
      store<f64>(out + at, load<f64>(out + at) + a * own)
    }
    even = f64x2.add(even, odd)
    sum += f64x2.extract_lane(even, 0) + f64x2.extract_lane(even, 1)
    store<f64>(out + (<usize>j << 3), load<f64>(out + (<usize>j << 3)) + sum)
  }
}

/** Sum of grey * weights[column], in four running sums. */
function inkDot(places: i32, column: usize, grey: usize, weights: usize): f64 {
  let a: f64 = 0
  let b: f64 = 0
  let c: f64 = 0
  let d: f64 = 0
  let n = 0
  for (; n + 4 <= places; n += 4) {
    a += <f64>load<u8>(grey) * load<f64>(weights + (<usize>load<u16>(column) << 3))
    b += <f64>load<u8>(grey, 1) * load<f64>(weights + (<usize>load<u16>(column, 2) << 3))
    c += <f64>load<u8>(grey, 2) * load<f64>(weights + (<usize>load<u16>(column, 4) << 3))
    d += <f64>load<u8>(grey, 3) * load<f64>(weights + (<usize>load<u16>(column, 6) << 3))
    grey += 4
    column += 8
  }
  for (; n < places; n++) {
    a += <f64>load<u8>(grey++) * load<f64>(weights + (<usize>load<u16>(column) << 3))
    column += 2
  }
  return a + b + (c + d)
}

/** out[column] += factor * grey. */
function inkAdd(places: i32, column: usize, grey: usize, factor: f64, out: usize): void {
  for (let n = 0; n < places; n++) {
    const at = out + (<usize>load<u16>(column) << 3)
    store<f64>(at, load<f64>(at) + factor * <f64>load<u8>(grey++))
    column += 2
  }
}

/** row[column] += factor * value. */
function addPairs(places: i32, column: usize, values: usize, factor: f64, row: usize): void {
  let n = 0
  for (; n + 4 <= places; n += 4) {
    const a = row + (<usize>load<u16>(column) << 3)
    const b = row + (<usize>load<u16>(column, 2) << 3)
    const c = row + (<usize>load<u16>(column, 4) << 3)
    const d = row + (<usize>load<u16>(column, 6) << 3)
    store<f64>(a, load<f64>(a) + factor * load<f64>(values))
    store<f64>(b, load<f64>(b) + factor * load<f64>(values, 8))
    store<f64>(c, load<f64>(c) + factor * load<f64>(values, 16))
    store<f64>(d, load<f64>(d) + factor * load<f64>(values, 24))
    column += 8
    values += 32
  }
  for (; n < places; n++) {
    const at = row + (<usize>load<u16>(column) << 3)
    store<f64>(at, load<f64>(at) + factor * load<f64>(values))
    column += 2
    values += 8
  }
}
