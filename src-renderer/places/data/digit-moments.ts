import type { Moments } from './pooled-moments.ts'

export type Moment = 'mean' | 'deviation' | 'difference'

export interface MomentImages {
  /** Over all digits; null where it would be zero everywhere. */
  overall: Float64Array | null
  /** Entry k: of the digits labelled k. */
  digits: Float64Array[]
}

/** One image a digit: its mean, its standard deviation, or its mean less the mean of all. */
export function momentImages(statistics: Moments, moment: Moment, size: number): MomentImages {
  const { mean, variance, classMeans, classVariances } = statistics
  const split = (all: Float64Array) =>
    Array.from({ length: all.length / size }, (_, k) => all.slice(k * size, (k + 1) * size))
  const root = (values: Float64Array) => values.map((value) => Math.sqrt(Math.max(0, value)))
  if (moment === 'mean') return { overall: mean, digits: split(classMeans) }
  if (moment === 'deviation') return { overall: root(variance), digits: split(classVariances).map(root) }
  return { overall: null, digits: split(classMeans).map((own) => own.map((value, j) => value - mean[j])) }
}

/** The digits with the largest and the smallest average size of their values. Digits without rows do not count. */
export function extremes(images: Float64Array[], counts: number[]): { most: number; least: number; sizes: number[] } {
  const sizes = images.map((image) => image.reduce((sum, value) => sum + Math.abs(value), 0) / image.length)
  const present = [...sizes.keys()].filter((k) => counts[k] > 0)
  const most = present.reduce((best, k) => (sizes[k] > sizes[best] ? k : best), present[0] ?? 0)
  const least = present.reduce((best, k) => (sizes[k] < sizes[best] ? k : best), present[0] ?? 0)
  return { most, least, sizes }
}
