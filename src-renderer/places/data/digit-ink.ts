import { formatCount } from '#renderer/format-number.ts'
import type { DatasetStatistics } from '#rpc/contract/dataset.ts'

/** Sum of the grey levels. */
export function inkOf(pixels: Uint8Array): number {
  return pixels.reduce((sum, level) => sum + level, 0)
}

/** Euclidean distance to the mean of its class, in grey levels; null for a digit without a class. */
export function distanceToMean(pixels: Uint8Array, label: number, classMeans: Float64Array): number | null {
  const mean = classMeans.subarray(label * pixels.length, (label + 1) * pixels.length)
  if (mean.length < pixels.length) return null
  return Math.sqrt(pixels.reduce((sum, level, j) => sum + (level - mean[j]) ** 2, 0))
}

/** `ink 27,525, 1,812 from the mean 5`; without the distance while the means are not known. */
export function describeInk(pixels: Uint8Array, label: number, statistics: DatasetStatistics | null): string {
  const distance = statistics && distanceToMean(pixels, label, statistics.classMeans)
  const ink = `ink ${formatCount(inkOf(pixels))}`
  return distance === null ? ink : `${ink}, ${formatCount(distance)} from the mean ${label}`
}
