@inline
export function mayGoUp(y: f32, alpha: f64, bound: f64): bool {
  return y > 0 ? alpha < bound : alpha > 0
}

@inline
export function mayGoDown(y: f32, alpha: f64, bound: f64): bool {
  return y > 0 ? alpha > 0 : alpha < bound
}

/**
 * The worst violators: up to `most` of each side that `skip` does not mark, `up` with the largest errors, `down` with the smallest,
 * unsorted. With `keptOnly` not 0 just those whose row is kept: slotOf[columns[j]] >= 0. `found`: [number up, number down, number that may go up with an
 * error above middle + slack or down with one below middle - slack] as i32. `limits`: [largest error of up, smallest of down] over all, as f64.
 */
export function worstViolators(
  errors: usize,
  alpha: usize,
  y: usize,
  bounds: usize,
  n: i32,
  skip: usize,
  columns: usize,
  slotOf: usize,
  keptOnly: i32,
  middle: f64,
  slack: f64,
  most: i32,
  up: usize,
  down: usize,
  found: usize,
  limits: usize,
): void {
  let ups = 0
  let downs = 0
  let open = 0
  let largest = -Infinity
  let smallest = Infinity
  for (let j = 0; j < n; j++) {
    const e = load<f64>(errors + (<usize>j << 3))
    const a = load<f64>(alpha + (<usize>j << 3))
    const sign = load<f32>(y + (<usize>j << 2))
    const bound = load<f64>(bounds + ((sign > 0 ? <usize>1 : <usize>0) << 3))
    let free = load<u8>(skip + <usize>j) === 0
    if (free && keptOnly !== 0) free = load<i32>(slotOf + (<usize>load<i32>(columns + (<usize>j << 2)) << 2)) >= 0
    if (mayGoUp(sign, a, bound)) {
      if (e > largest) largest = e
      if (e > middle + slack) open++
      if (free && (ups < most || e > errorOf(errors, up))) ups = push(errors, up, ups, most, j, 1)
    }
    if (mayGoDown(sign, a, bound)) {
      if (e < smallest) smallest = e
      if (e < middle - slack) open++
      if (free && (downs < most || e < errorOf(errors, down))) downs = push(errors, down, downs, most, j, -1)
    }
  }
  store<i32>(found, ups)
  store<i32>(found, downs, 4)
  store<i32>(found, open, 8)
  store<f64>(limits, largest)
  store<f64>(limits, smallest, 8)
}

@inline
function errorOf(errors: usize, heap: usize): f64 {
  return load<f64>(errors + (<usize>load<i32>(heap) << 3))
}

/** A heap of row numbers whose root has the smallest sign * error; a full one drops its root. */
function push(errors: usize, heap: usize, size: i32, most: i32, j: i32, sign: f64): i32 {
  const key = sign * load<f64>(errors + (<usize>j << 3))
  let at = size
  if (size < most) {
    while (at > 0) {
      const parent = (at - 1) >> 1
      const p = load<i32>(heap + (<usize>parent << 2))
      if (sign * load<f64>(errors + (<usize>p << 3)) <= key) break
      store<i32>(heap + (<usize>at << 2), p)
      at = parent
    }
    store<i32>(heap + (<usize>at << 2), j)
    return size + 1
  }
  at = 0
  for (;;) {
    let child = 2 * at + 1
    if (child >= size) break
    let c = load<i32>(heap + (<usize>child << 2))
    let ck = sign * load<f64>(errors + (<usize>c << 3))
    if (child + 1 < size) {
      const d = load<i32>(heap + (<usize>(child + 1) << 2))
      const dk = sign * load<f64>(errors + (<usize>d << 3))
      if (dk < ck) {
        child++
        c = d
        ck = dk
      }
    }
    if (ck >= key) break
    store<i32>(heap + (<usize>at << 2), c)
    at = child
  }
  store<i32>(heap + (<usize>at << 2), j)
  return size
}

