import { describe, expect, it } from 'vitest'
import { mcnemar } from '#learn/metrics/mcnemar.ts'
import { precisionRecallCurve } from '#learn/metrics/precision-recall-curve.ts'
import { rocCurve } from '#learn/metrics/roc-curve.ts'

// The example of scikit-learn's own documentation, and one with ties.
const y = [0, 0, 1, 1]
const scores = [0.1, 0.4, 0.35, 0.8]

describe('the ROC curve', () => {
  it('is that of scikit-learn, with its area', () => {
    const { falsePositiveRate, truePositiveRate, thresholds, area } = rocCurve(y, scores)
    expect([...falsePositiveRate]).toEqual([0, 0, 0.5, 0.5, 1])
    expect([...truePositiveRate]).toEqual([0, 0.5, 0.5, 1, 1])
    expect([...thresholds]).toEqual([Infinity, 0.8, 0.4, 0.35, 0.1])
    expect(area).toBe(0.75)
  })

  it('takes equal scores in one step: a coin has the area one half', () => {
    const { falsePositiveRate, area } = rocCurve([0, 1, 0, 1], [0.5, 0.5, 0.5, 0.5])
    expect([...falsePositiveRate]).toEqual([0, 1])
    expect(area).toBe(0.5)
  })
})

it('draws the ROC curve of 300,000 different scores', () => {
  const many = Float64Array.from({ length: 300_000 }, (_, i) => i)
  const { thresholds, area } = rocCurve(many.map((i) => (i >= 150_000 ? 1 : 0)), many) // prettier-ignore
  expect(thresholds).toHaveLength(300_001)
  expect(area).toBe(1)
})

describe('precision and recall', () => {
  it('are those of scikit-learn, with the average precision', () => {
    const { precision, recall, averagePrecision } = precisionRecallCurve(y, scores)
    expect([...precision]).toEqual([1, 0.5, 2 / 3, 0.5])
    expect([...recall]).toEqual([0.5, 0.5, 1, 1])
    expect(averagePrecision).toBeCloseTo(0.8333333333, 9)
  })
})

describe('McNemar’s test', () => {
  it.each([
    [0, 0, 1],
    [5, 5, 1],
    // scipy.stats.binomtest(min, n).pvalue
    [1, 9, 0.021484375],
    [10, 30, 0.002221433773],
    [120, 80, 0.005685156],
  ])('of %i and %i gives p = %d', (a, b, p) => {
    expect(mcnemar(a, b)).toBeCloseTo(p, 8)
    expect(mcnemar(b, a)).toBe(mcnemar(a, b))
  })

  it('does not underflow for thousands of tosses', () => {
    expect(mcnemar(2400, 2600)).toBeGreaterThan(0.004)
    expect(mcnemar(2400, 2600)).toBeLessThan(0.006)
  })
})
