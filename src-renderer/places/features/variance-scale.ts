/** The histogram's axis: log10(1 + variance), so that 0 has a place and the faint edge pixels are not all in one bin. */
export function toAxis(variance: number): number {
  return Math.log10(1 + variance)
}

export function fromAxis(position: number): number {
  return 10 ** position - 1
}

/** The slider's step on that axis. */
export const axisStep = 0.01

/**
 * Thresholds a person chooses are round, yet never so round that half a step of the slider is lost in the rounding: the power of
 * ten below (1 + value) (10^0.005 - 1). Hundredths at 0, whole numbers from 86, tens from 868.
 */
export function roundThreshold(value: number): number {
  const exponent = Math.floor(Math.log10((1 + value) * (10 ** (axisStep / 2) - 1)))
  const grain = 10 ** Math.abs(exponent)
  // Dividing by a whole power of ten gives 0.02; multiplying by 0.01 gives 0.020000000000000004.
  return exponent < 0 ? Math.round(value * grain) / grain : Math.round(value / grain) * grain
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
