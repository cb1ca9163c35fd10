export function logisticPass(
  pixels: usize,
  stride: i32,
  rows: i32,
  labels: usize,
  inverseNorm: usize,
  problems: i32,
  positive: usize,
  positiveWeight: usize,
  negativeWeight: usize,
  weights: usize,
  intercepts: usize,
  loss: usize,
  slope: usize,
  gradient: usize,
  scratch: usize,
): void {
  // The row at hand: decision values, then d loss / d f, of up to ten problems; after them the places of its ink.
  const values = scratch
  const places = scratch + 80
  memory.fill(loss, 0, (<usize>problems) << 3)
  memory.fill(slope, 0, (<usize>problems) << 3)
  memory.fill(gradient, 0, (<usize>(stride * problems)) << 3)
  for (let i = 0; i < rows; i++) {
    const end = findInk(pixels, stride, places)
    if (problems == 10) decide10(pixels, places, end, values, weights)
    else decidePairs(pixels, places, end, values, weights, problems)
    const factor = load<f64>(inverseNorm + ((<usize>i) << 3))
    const label = <i32>load<u8>(labels + i)
    for (let k = 0; k < problems; k++) {
      const place = (<usize>k) << 3
      const f = load<f64>(values + place) * factor + load<f64>(intercepts + place)
      const isPositive = load<i32>(positive + ((<usize>k) << 2)) == label
      const margin = isPositive ? f : -f
      const weight = load<f64>((isPositive ? positiveWeight : negativeWeight) + place)
      const e = NativeMath.exp(-abs(margin))
      store<f64>(loss + place, load<f64>(loss + place) + weight * (max(-margin, 0) + NativeMath.log1p(e)))
      const missed = weight * ((margin > 0 ? e : 1) / (1 + e))
      const g = isPositive ? -missed : missed
      store<f64>(slope + place, load<f64>(slope + place) + g)
      store<f64>(values + place, g * factor)
    }
    if (problems == 10) spread10(pixels, places, end, values, gradient)
    else spreadPairs(pixels, places, end, values, gradient, problems)
    pixels += stride
  }
}

/** Writes the places of the pixels above 0, as i32, and gives the address after the last. */
function findInk(row: usize, stride: i32, places: usize): usize {
  const nought = i8x16.splat(0)
  let j = 0
  for (; j + 16 <= stride; j += 16) {
    let bits = i8x16.bitmask(i8x16.ne(v128.load(row + j), nought))
    while (bits != 0) {
      store<i32>(places, j + ctz(bits))
      places += 4
      bits &= bits - 1
    }
  }
  for (; j < stride; j++) {
    if (load<u8>(row + j) != 0) {
      store<i32>(places, j)
      places += 4
    }
  }
  return places
}

/** values[k] = sum of pixel * weights[pixel][k], ten problems in five registers. */
function decide10(row: usize, places: usize, end: usize, values: usize, weights: usize): void {
  let f0 = f64x2.splat(0)
  let f1 = f64x2.splat(0)
  let f2 = f64x2.splat(0)
  let f3 = f64x2.splat(0)
  let f4 = f64x2.splat(0)
  for (; places < end; places += 4) {
    const pixel = load<u32>(places)
    const x = f64x2.splat(<f64>load<u8>(row + pixel))
    const w = weights + <usize>pixel * 80
    f0 = f64x2.add(f0, f64x2.mul(x, v128.load(w)))
    f1 = f64x2.add(f1, f64x2.mul(x, v128.load(w, 16)))
    f2 = f64x2.add(f2, f64x2.mul(x, v128.load(w, 32)))
    f3 = f64x2.add(f3, f64x2.mul(x, v128.load(w, 48)))
    f4 = f64x2.add(f4, f64x2.mul(x, v128.load(w, 64)))
  }
  v128.store(values, f0)
  v128.store(values, f1, 16)
  v128.store(values, f2, 32)
  v128.store(values, f3, 48)
  v128.store(values, f4, 64)
}

/** gradient[pixel][k] += pixel * values[k]. */
function spread10(row: usize, places: usize, end: usize, values: usize, gradient: usize): void {
  const g0 = v128.load(values)
  const g1 = v128.load(values, 16)
  const g2 = v128.load(values, 32)
  const g3 = v128.load(values, 48)
  const g4 = v128.load(values, 64)
  for (; places < end; places += 4) {
    const pixel = load<u32>(places)
    const x = f64x2.splat(<f64>load<u8>(row + pixel))
    const sum = gradient + <usize>pixel * 80
    v128.store(sum, f64x2.add(v128.load(sum), f64x2.mul(x, g0)))
    v128.store(sum, f64x2.add(v128.load(sum, 16), f64x2.mul(x, g1)), 16)
    v128.store(sum, f64x2.add(v128.load(sum, 32), f64x2.mul(x, g2)), 32)
    v128.store(sum, f64x2.add(v128.load(sum, 48), f64x2.mul(x, g3)), 48)
    v128.store(sum, f64x2.add(v128.load(sum, 64), f64x2.mul(x, g4)), 64)
  }
}

function decidePairs(row: usize, places: usize, end: usize, values: usize, weights: usize, problems: i32): void {
  const width = (<usize>problems) << 3
  for (let k: usize = 0; k < width; k += 16) {
    let f = f64x2.splat(0)
    for (let at = places; at < end; at += 4) {
      const pixel = load<u32>(at)
      const x = f64x2.splat(<f64>load<u8>(row + pixel))
      f = f64x2.add(f, f64x2.mul(x, v128.load(weights + <usize>pixel * width + k)))
    }
    v128.store(values + k, f)
  }
}

function spreadPairs(row: usize, places: usize, end: usize, values: usize, gradient: usize, problems: i32): void {
  const width = (<usize>problems) << 3
  for (let k: usize = 0; k < width; k += 16) {
    const g = v128.load(values + k)
    for (let at = places; at < end; at += 4) {
      const pixel = load<u32>(at)
      const x = f64x2.splat(<f64>load<u8>(row + pixel))
      const sum = gradient + <usize>pixel * width + k
      v128.store(sum, f64x2.add(v128.load(sum), f64x2.mul(x, g)))
    }
  }
}
