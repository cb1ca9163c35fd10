/** The level that parts a histogram of 256 best (N. Otsu, 1979): ink lies above it. Of equal ones the middle. */
export function otsuThreshold(histogram: Float64Array): number {
  let total = 0
  let moment = 0
  for (let level = 0; level < 256; level++) {
    total += histogram[level]
    moment += level * histogram[level]
  }
  let below = 0
  let momentBelow = 0
  let best = -1
  let first = 0
  let last = 0
  for (let level = 0; level < 255; level++) {
    below += histogram[level]
    momentBelow += level * histogram[level]
    const above = total - below
    if (below === 0 || above === 0) continue
    const gap = momentBelow / below - (moment - momentBelow) / above
    const between = below * above * gap * gap
    if (between > best * (1 + 1e-12)) {
      best = between
      first = level
    }
    if (between >= best * (1 - 1e-12)) last = level
  }
  return Math.floor((first + last) / 2)
}

/** Entry k: how many pixels have level k; 256 entries. */
export function histogramOf(levels: Uint8Array): Float64Array {
  const histogram = new Float64Array(256)
  for (const level of levels) histogram[level]++
  return histogram
}
