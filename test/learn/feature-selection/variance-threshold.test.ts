import { describe, expect, it } from 'vitest'
import { denseFeatures, toDense } from '#learn/feature-rows.ts'
import { VarianceThreshold } from '#learn/feature-selection/variance-threshold.ts'
import { plainContext, wasmContext } from '#simd/contexts.ts'
import { trainDigits } from '../golden-digits.ts'
import { closeTo, golden } from '../golden.ts'

interface Fit {
  threshold: number
  variances_: number[]
  support_indices: number[]
}
interface Edge {
  name: string
  X: number[][]
  threshold: number
  variances_: number[]
  support: boolean[]
}

const { fits } = golden<{ fits: Fit[] }>('variance_threshold_digits')
const { cases } = golden<{ cases: Edge[] }>('variance_threshold_edges')
const contexts = [
  ['twin', plainContext],
  ['compiled', wasmContext],
] as const

describe('VarianceThreshold', () => {
  describe.each(fits)('at $threshold on the digits', ({ threshold, variances_, support_indices }) => {
    it.each(contexts)('keeps the pixels scikit-learn keeps (%s)', (_name, context) => {
      const fitted = new VarianceThreshold({ threshold }).fit(trainDigits.X, null, context())
      expect([...fitted.selected]).toEqual(support_indices)
      expect(closeTo(fitted.variances, variances_, { rtol: 1e-12 })).toBe(true)
    })

    it('does the same on dense features', () => {
      const fitted = new VarianceThreshold({ threshold }).fit(toDense(trainDigits.X), null, plainContext())
      expect([...fitted.selected]).toEqual(support_indices)
      expect(closeTo(fitted.variances, variances_, { rtol: 1e-12 })).toBe(true)
    })
  })

  it.each(cases)('agrees with scikit-learn on $name', ({ X, threshold, variances_, support }) => {
    const features = denseFeatures(X)
    const fitted = new VarianceThreshold({ threshold }).fit(features, null, plainContext())
    expect(closeTo(fitted.variances, variances_, { rtol: 1e-12, atol: 1e-16 })).toBe(true)
    expect(variances_.map((_, j) => fitted.selected.includes(j))).toEqual(support)
    const kept = VarianceThreshold.transform(fitted, features)
    expect(toDense(kept).values).toEqual(Float64Array.from(X.flatMap((row) => row.filter((_, j) => support[j]))))
  })

  it('says that nothing is left, and how many digits there were when it was one', () => {
    const fit = (X: number[][]) => () => new VarianceThreshold().fit(denseFeatures(X), null, plainContext())
    expect(fit([[1, 2]])).toThrow('No pixel has a variance above 0 (there is only one digit).')
    expect(fit([[1], [1]])).toThrow('No pixel has a variance above 0.')
  })
})
