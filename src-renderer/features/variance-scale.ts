/** The histogram's axis: log10(1 + variance), so that 0 has a place and the faint edge pixels are not all in one bin. */
export function toAxis(variance: number): number {
  return Math.log10(1 + variance)
}

export function fromAxis(position: number): number {
  return 10 ** position - 1
}

/** Thresholds a person chooses are round: whole numbers from 10, one decimal below. */
export function roundThreshold(value: number): number {
  if (value < 10) return Math.round(value * 10) / 10
  const grain = 10 ** Math.max(0, Math.floor(Math.log10(value)) - 2)
  return Math.round(value / grain) * grain
}

export interface VarianceBin {
  /** On the axis. */
  from: number
  to: number
  count: number
}

/** Equal bins on the axis from 0 to the end of the largest variance. Constant pixels are in the first. */
export function varianceBins(variance: ArrayLike<number>, bins = 56): VarianceBin[] {
  let largest = 1
  for (let j = 0; j < variance.length; j++) largest = Math.max(largest, variance[j])
  const end = toAxis(largest)
  const counts = new Array<number>(bins).fill(0)
  for (let j = 0; j < variance.length; j++) {
    counts[Math.min(bins - 1, Math.floor((toAxis(Math.max(0, variance[j])) / end) * bins))]++
  }
  return counts.map((count, bin) => ({ from: (bin / bins) * end, to: ((bin + 1) / bins) * end, count }))
}
