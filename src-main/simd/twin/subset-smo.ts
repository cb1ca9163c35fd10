import type { SvmRoutines } from '#learn/svm/svm-routines.ts'

const mayGoUp = (y: number, alpha: number, bound: number) => (y > 0 ? alpha < bound : alpha > 0)
const mayGoDown = (y: number, alpha: number, bound: number) => (y > 0 ? alpha > 0 : alpha < bound)

export const takeRows: SvmRoutines['takeRows'] = (errors, n, rows, rowWords, firstColumn, slots, steps, count) => {
  for (let i = 0; i < count; i++) {
    const start = slots[i] * rowWords + firstColumn
    for (let j = 0; j < n; j++) errors[j] -= steps[i] * rows[start + j]
  }
}

export const worstViolators: SvmRoutines['worstViolators'] = (
  errors,
  alpha,
  y,
  bounds,
  n,
  skip,
  columns,
  slotOf,
  keptOnly,
  middle,
  slack,
  most,
  up,
  down,
  found,
  limits,
) => {
  const ups: number[] = []
  const downs: number[] = []
  found[2] = 0
  limits[0] = -Infinity
  limits[1] = Infinity
  for (let j = 0; j < n; j++) {
    const wanted = skip[j] === 0 && (keptOnly === 0 || slotOf[columns[j]] >= 0)
    const bound = bounds[y[j] > 0 ? 1 : 0]
    if (mayGoUp(y[j], alpha[j], bound)) {
      limits[0] = Math.max(limits[0], errors[j])
      if (errors[j] > middle + slack) found[2]++
      if (wanted) ups.push(j)
    }
    if (mayGoDown(y[j], alpha[j], bound)) {
      limits[1] = Math.min(limits[1], errors[j])
      if (errors[j] < middle - slack) found[2]++
      if (wanted) downs.push(j)
    }
  }
  const worstUp = ups.sort((a, b) => errors[b] - errors[a]).slice(0, most)
  const worstDown = downs.sort((a, b) => errors[a] - errors[b]).slice(0, most)
  up.set(worstUp)
  down.set(worstDown)
  found[0] = worstUp.length
  found[1] = worstDown.length
}

export const gatherBlock: SvmRoutines['gatherBlock'] = (
  rows,
  rowWords,
  slots,
  columns,
  m,
  changed,
  block,
  blockStride,
) => {
  for (let s = 0; s < m; s++) {
    if (changed[s] === 0) continue
    for (let t = 0; t < m; t++) {
      const value = rows[slots[s] * rowWords + columns[t]]
      block[s * blockStride + t] = value
      block[t * blockStride + s] = value
    }
  }
}

export const subsetSmo: SvmRoutines['subsetSmo'] = (
  block,
  blockStride,
  m,
  errors,
  alpha,
  y,
  bounds,
  tolerance,
  mostSteps,
  _work,
  taken,
  stop,
) => {
  const e = Float64Array.from(errors.subarray(0, m))
  const bound = (t: number) => bounds[y[t] > 0 ? 1 : 0]
  let steps = 0
  for (; steps < mostSteps && stop[0] === 0; steps++) {
    let i = -1
    let lowest = Infinity
    for (let t = 0; t < m; t++) {
      if (mayGoUp(y[t], alpha[t], bound(t)) && (i < 0 || e[t] > e[i])) i = t
      if (mayGoDown(y[t], alpha[t], bound(t))) lowest = Math.min(lowest, e[t])
    }
    if (i < 0 || e[i] - lowest < tolerance) break
    const curve = (t: number) => {
      const value = block[i * blockStride + i] + block[t * blockStride + t] - 2 * block[i * blockStride + t]
      return value > 0 ? value : 1e-12
    }
    let j = -1
    let most = 0
    for (let t = 0; t < m; t++) {
      if (!mayGoDown(y[t], alpha[t], bound(t)) || e[t] >= e[i]) continue
      const gain = (e[i] - e[t]) ** 2 / curve(t)
      if (gain > most) {
        most = gain
        j = t
      }
    }
    if (j < 0) break
    const roomI = y[i] > 0 ? bound(i) - alpha[i] : alpha[i]
    const roomJ = y[j] > 0 ? alpha[j] : bound(j) - alpha[j]
    const step = Math.min((e[i] - e[j]) / curve(j), roomI, roomJ)
    alpha[i] = step === roomI ? (y[i] > 0 ? bound(i) : 0) : alpha[i] + y[i] * step
    alpha[j] = step === roomJ ? (y[j] > 0 ? 0 : bound(j)) : alpha[j] - y[j] * step
    for (let t = 0; t < m; t++) e[t] += step * (block[j * blockStride + t] - block[i * blockStride + t])
  }
  taken[0] = steps
}
