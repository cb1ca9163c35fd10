import type { DatasetStatistics } from '#rpc/contract/dataset.ts'

export type Moments = Pick<DatasetStatistics, 'mean' | 'variance' | 'classMeans' | 'classVariances'>

export interface MeasuredSet {
  rows: number
  classCounts: number[]
  moments: Moments
}

/** Means and variances of the digits of several datasets together, images of `size` pixels: as if they had been one. */
export function pooledMoments(sets: MeasuredSet[], size: number): { classCounts: number[]; moments: Moments } {
  const classes = Math.max(...sets.map(({ classCounts }) => classCounts.length))
  const countOf = ({ classCounts }: MeasuredSet, label: number) => classCounts[label] ?? 0
  const classCounts = Array.from({ length: classes }, (_, label) =>
    sets.reduce((sum, set) => sum + countOf(set, label), 0),
  )
  const all = pooled(
    sets.map(({ rows, moments }) => ({ count: rows, mean: moments.mean, variance: moments.variance })),
    size,
  )
  const classMeans = new Float64Array(classes * size)
  const classVariances = new Float64Array(classes * size)
  for (let label = 0; label < classes; label++) {
    const ofLabel = (values: Float64Array) => values.subarray(label * size, (label + 1) * size)
    const own = sets
      .filter((set) => countOf(set, label) > 0)
      .map((set) => ({
        count: countOf(set, label),
        mean: ofLabel(set.moments.classMeans),
        variance: ofLabel(set.moments.classVariances),
      }))
    const { mean, variance } = pooled(own, size)
    classMeans.set(mean, label * size)
    classVariances.set(variance, label * size)
  }
  return { classCounts, moments: { ...all, classMeans, classVariances } }
}

/** Zeros where there are no rows. */
function pooled(parts: { count: number; mean: Float64Array; variance: Float64Array }[], size: number) {
  const rows = Math.max(
    1,
    parts.reduce((sum, { count }) => sum + count, 0),
  )
  const mean = new Float64Array(size)
  const variance = new Float64Array(size)
  for (const part of parts) for (let j = 0; j < size; j++) mean[j] += (part.count / rows) * part.mean[j]
  for (const part of parts) {
    for (let j = 0; j < size; j++)
      variance[j] += (part.count / rows) * (part.variance[j] + (part.mean[j] - mean[j]) ** 2)
  }
  return { mean, variance }
}
