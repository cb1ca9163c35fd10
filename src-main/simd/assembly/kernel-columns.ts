const entryBytes: usize = 32
const groupRows = 6

/**
 * Fills columns [first, last) of the panels: column j is row order[j], z = (value / rowNorm - mean) / scale.
 * Also shifts[j] = sum over k of (mean / scale)[k] * z[k], norms[j] = z.z, and masks: which features are not 0, 32 to a word.
 */
@inline
function panelsOf<T>(
  values: usize,
  stride: i32,
  selected: usize,
  features: i32,
  order: usize,
  rowNorm: usize,
  mean: usize,
  scale: usize,
  first: i32,
  last: i32,
  panels: usize,
  shifts: usize,
  norms: usize,
  masks: usize,
): void {
  const words = (features + 31) >> 5
  for (let j = first; j < last; j++) {
    const row = load<i32>(order + (<usize>j << 2))
    const source = values + ((<usize>row * <usize>stride) << alignof<T>())
    const norm = load<f64>(rowNorm + (<usize>row << 3))
    const mask = masks + <usize>j * <usize>(words << 2)
    let target = panels + <usize>(j >> 4) * <usize>features * 64 + (<usize>(j & 15) << 2)
    let shift: f64 = 0
    let square: f64 = 0
    let bits: u32 = 0
    for (let k = 0; k < features; k++) {
      const value = <f64>load<T>(source + (<usize>load<i32>(selected + (<usize>k << 2)) << alignof<T>()))
      const m = load<f64>(mean + (<usize>k << 3))
      const s = load<f64>(scale + (<usize>k << 3))
      const z = (value / norm - m) / s
      shift += (m / s) * z
      square += z * z
      store<f32>(target, <f32>z)
      target += 64
      if (value !== 0) bits |= <u32>1 << (k & 31)
      if ((k & 31) === 31 || k === features - 1) {
        store<u32>(mask + (<usize>(k >> 5) << 2), bits)
        bits = 0
      }
    }
    store<f32>(shifts + (<usize>j << 2), <f32>shift)
    store<f32>(norms + (<usize>j << 2), <f32>square)
  }
}

@inline
function groupOf<T>(
  values: usize,
  stride: i32,
  selected: usize,
  features: i32,
  order: usize,
  rowNorm: usize,
  scale: usize,
  masks: usize,
  members: usize,
  entries: usize,
): i32 {
  const words = (features + 31) >> 5
  let entry = entries
  for (let w = 0; w < words; w++) {
    let union: u32 = 0
    for (let r = 0; r < groupRows; r++) {
      const j = load<i32>(members + (<usize>r << 2))
      if (j >= 0) union |= load<u32>(masks + (<usize>j * <usize>words + <usize>w) * 4)
    }
    while (union !== 0) {
      const k = (w << 5) + <i32>ctz(union)
      union &= union - 1
      const feature = <usize>load<i32>(selected + (<usize>k << 2))
      const s = load<f64>(scale + (<usize>k << 3))
      store<u32>(entry, <u32>k << 6)
      for (let r = 0; r < groupRows; r++) {
        const j = load<i32>(members + (<usize>r << 2))
        let value: f64 = 0
        if (j >= 0) {
          const row = <usize>load<i32>(order + (<usize>j << 2))
          value = <f64>load<T>(values + ((row * <usize>stride + feature) << alignof<T>())) / load<f64>(rowNorm + (row << 3)) / s
        }
        store<f32>(entry + (<usize>r << 2), <f32>value, 8)
      }
      entry += entryBytes
    }
  }
  return <i32>((entry - entries) / entryBytes)
}

/** From grey levels. */
export function pixelPanels(
  values: usize,
  stride: i32,
  selected: usize,
  features: i32,
  order: usize,
  rowNorm: usize,
  mean: usize,
  scale: usize,
  first: i32,
  last: i32,
  panels: usize,
  shifts: usize,
  norms: usize,
  masks: usize,
): void {
  panelsOf<u8>(values, stride, selected, features, order, rowNorm, mean, scale, first, last, panels, shifts, norms, masks)
}

/** The same from float64 values. */
export function valuePanels(
  values: usize,
  stride: i32,
  selected: usize,
  features: i32,
  order: usize,
  rowNorm: usize,
  mean: usize,
  scale: usize,
  first: i32,
  last: i32,
  panels: usize,
  shifts: usize,
  norms: usize,
  masks: usize,
): void {
  panelsOf<f64>(values, stride, selected, features, order, rowNorm, mean, scale, first, last, panels, shifts, norms, masks)
}

/**
 * Lists the entries of groups [firstGroup, lastGroup) for kernelRows. `members` holds 6 columns a group, -1 for padding; the entries
 * of group g start at entry g * features, counts[g] says how many they are. Values are value / rowNorm / scale: the mean is
 * taken off by the shifts.
 */
export function pixelGroups(
  values: usize,
  stride: i32,
  selected: usize,
  features: i32,
  order: usize,
  rowNorm: usize,
  scale: usize,
  masks: usize,
  members: usize,
  firstGroup: i32,
  lastGroup: i32,
  entries: usize,
  counts: usize,
): void {
  for (let g = firstGroup; g < lastGroup; g++) {
    const target = entries + <usize>g * <usize>features * entryBytes
    store<i32>(counts + (<usize>g << 2), groupOf<u8>(values, stride, selected, features, order, rowNorm, scale, masks, members + <usize>g * 24, target))
  }
}

/** The same from float64 values. */
export function valueGroups(
  values: usize,
  stride: i32,
  selected: usize,
  features: i32,
  order: usize,
  rowNorm: usize,
  scale: usize,
  masks: usize,
  members: usize,
  firstGroup: i32,
  lastGroup: i32,
  entries: usize,
  counts: usize,
): void {
  for (let g = firstGroup; g < lastGroup; g++) {
    const target = entries + <usize>g * <usize>features * entryBytes
    store<i32>(counts + (<usize>g << 2), groupOf<f64>(values, stride, selected, features, order, rowNorm, scale, masks, members + <usize>g * 24, target))
  }
}

/**
 * Orders `ids` (count of them) so that each six that follow one another have few features between them: the first one left takes, one by
 * one, those that add least to the union of its group.
 */
export function groupSimilar(masks: usize, words: i32, ids: usize, count: i32, union: usize): void {
  const bytes = <usize>words << 2
  for (let start = 0; start < count; start += groupRows) {
    memory.copy(union, masks + <usize>load<i32>(ids + (<usize>start << 2)) * bytes, bytes)
    const end = min(start + groupRows, count)
    for (let next = start + 1; next < end; next++) {
      let best = next
      let least = i32.MAX_VALUE
      for (let i = next; i < count; i++) {
        const mask = masks + <usize>load<i32>(ids + (<usize>i << 2)) * bytes
        let bits = 0
        for (let w: usize = 0; w < bytes; w += 4) bits += <i32>popcnt(load<u32>(mask + w) | load<u32>(union + w))
        if (bits < least) {
          least = bits
          best = i
        }
      }
      const chosen = load<i32>(ids + (<usize>best << 2))
      store<i32>(ids + (<usize>best << 2), load<i32>(ids + (<usize>next << 2)))
      store<i32>(ids + (<usize>next << 2), chosen)
      const mask = masks + <usize>chosen * bytes
      for (let w: usize = 0; w < bytes; w += 4) store<u32>(union + w, load<u32>(union + w) | load<u32>(mask + w))
    }
  }
}
