import { describe, expect, it } from 'vitest'
import { forecastSvc, type SvcTrial } from '#learn/svm/forecast.ts'

/** Degree 3 on MNIST, 522 pixels, by CPU seconds: rows, seconds, support vectors; measured with `node test/bench/svm.ts`. */
const trials: SvcTrial[] = [
  { rows: 2000, seconds: 0.256, support: 1863 },
  { rows: 4000, seconds: 0.619, support: 3296 },
]
const size = (rows: number, MB = 3000) => ({ rows, columns: 522, budgetBytes: MB * 2 ** 20, valueBytes: 4 })

describe('the forecast of a kernel machine', () => {
  it('tells what 12,000 and 60,000 digits of MNIST took from what 2,000 and 4,000 did', () => {
    expect(forecastSvc(trials, size(12_000)).support / 7572).toBeCloseTo(1, 1)
    expect(forecastSvc(trials, size(12_000)).seconds / 2.58).toBeGreaterThan(0.7)
    expect(forecastSvc(trials, size(12_000)).seconds / 2.58).toBeLessThan(1.4)
    expect(forecastSvc(trials, size(60_000)).support / 22_820).toBeCloseTo(1, 1)
    expect(forecastSvc(trials, size(60_000)).seconds / 39).toBeGreaterThan(0.7)
    expect(forecastSvc(trials, size(60_000)).seconds / 39).toBeLessThan(1.4)
  })

  it('is the trial itself where the trial was all of it', () => {
    expect(forecastSvc(trials.slice(1), size(4000))).toMatchObject({ seconds: 0.619, support: 3296 })
  })

  it('makes do with one trial', () => {
    const ratio = forecastSvc(trials.slice(1), size(12_000)).seconds / forecastSvc(trials, size(12_000)).seconds
    expect(ratio).toBeGreaterThan(0.6)
    expect(ratio).toBeLessThan(1.6)
  })

  it('takes longer where rows have to be computed again, and stays within the budget', () => {
    const [short, ample] = [forecastSvc(trials, size(60_000, 512)), forecastSvc(trials, size(60_000))]
    expect(short.seconds).toBeGreaterThan(2 * ample.seconds)
    expect(short.bytes).toBeLessThanOrEqual(512 * 2 ** 20)
    expect(ample.bytes).toBeLessThanOrEqual(3000 * 2 ** 20)
  })

  it('never has more support vectors than rows', () => {
    const all = [
      { rows: 2000, seconds: 1, support: 2000 },
      { rows: 4000, seconds: 3, support: 4000 },
    ]
    expect(forecastSvc(all, size(60_000)).support).toBeLessThanOrEqual(60_000)
  })
})
