import type { DatasetStatistics } from '#rpc/contract/dataset.ts'

type Spread = Pick<DatasetStatistics, 'variance' | 'min' | 'max'>

/**
 * What scikit-learn's VarianceThreshold compares with the threshold. At threshold 0 it takes the smaller of variance and
 * range, so that rounding in the variance of a constant pixel does not keep it.
 */
export function comparedVariance({ variance, min, max }: Spread, pixel: number, threshold: number): number {
  return threshold === 0 ? Math.min(variance[pixel], max[pixel] - min[pixel]) : variance[pixel]
}

/** Entry j: 1 keeps pixel j, 0 leaves it out. */
export function keptPixels(statistics: Spread, threshold: number): Uint8Array {
  return Uint8Array.from(statistics.variance, (_, pixel) =>
    comparedVariance(statistics, pixel, threshold) > threshold ? 1 : 0,
  )
}

export function countKept(mask: Uint8Array): number {
  let count = 0
  for (const kept of mask) count += kept
  return count
}
