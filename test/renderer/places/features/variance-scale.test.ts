import { describe, expect, it } from 'vitest'
import { axisStep, fromAxis, roundThreshold, toAxis, varianceBins } from '#renderer/places/features/variance-scale.ts'

describe('the variance axis', () => {
  it('gives zero a place and leads back to the same variance', () => {
    expect(toAxis(0)).toBe(0)
    for (const variance of [0, 0.5, 100, 12_950]) expect(fromAxis(toAxis(variance))).toBeCloseTo(variance, 6)
  })

  it('never rounds a step of the slider away', () => {
    for (let threshold = 0; threshold < 12_000;) {
      // The slider rounds to a multiple of its step, so half a step is the least it moves.
      const position = Math.round((toAxis(threshold) + axisStep) / axisStep) * axisStep
      const next = roundThreshold(fromAxis(position))
      expect(next).toBeGreaterThan(threshold)
      threshold = next
    }
  })

  it('offers round thresholds only', () => {
    expect(roundThreshold(0.004)).toBe(0)
    expect(roundThreshold(3.172)).toBe(3.17)
    expect(roundThreshold(33.33)).toBe(33.3)
    expect(roundThreshold(99.6)).toBe(100)
    expect(roundThreshold(123.4)).toBe(123)
    expect(roundThreshold(4567)).toBe(4570)
  })

  it('puts every pixel into one bin, the largest into the last', () => {
    const bins = varianceBins([0, 0, 1, 50, 12_000])
    expect(bins.reduce((sum, { count }) => sum + count, 0)).toBe(5)
    expect(bins[0].count).toBe(2)
    expect(bins.at(-1)?.count).toBe(1)
    expect(fromAxis(bins.at(-1)?.to ?? 0)).toBeCloseTo(12_000, 6)
  })

  it('works on digits that never change', () => {
    expect(varianceBins([0, 0])[0].count).toBe(2)
  })
})
