import { describe, expect, it } from 'vitest'
import { denseFeatures, rowRange, selectColumns, toDense } from '#learn/feature-rows.ts'
import { featuresOf } from '#learn/pipeline/pipeline.ts'
import { VarianceThreshold } from '#learn/feature-selection/variance-threshold.ts'
import { StandardScaler } from '#learn/preprocessing/standard-scaler.ts'
import { resolveGamma } from '#learn/svm/kernel.ts'
import { plainContext, wasmContext } from '#simd/contexts.ts'
import { testDigits, trainDigits } from '../golden-digits.ts'
import { closeTo, golden } from '../golden.ts'

interface Moments {
  mean_: number[]
  var_: number[]
  scale_: number[]
}
interface Edge extends Moments {
  name: string
  X: number[][]
  n_samples_seen_: number | number[]
  transformed: number[][]
}
interface SummationOrder {
  mean_: number[]
  C_order: Moments
  F_order: Moments
  variance_threshold_variances_: number[]
  raw_nanvar: number[]
  gamma_scale_of_C_scaled: number
}

const digits = golden<Moments & { test_rows_0_4: number[][] }>('standard_scaler_digits')
const { cases } = golden<{ cases: Edge[] }>('standard_scaler_edges')
const order = golden<SummationOrder>('scaler_summation_order')
const contexts = [
  ['twin', () => plainContext()],
  ['relaxed', () => wasmContext({ variant: 'relaxed' })],
  ['plain', () => wasmContext({ variant: 'plain' })],
] as const

/** The matrix of the golden case: 20,000 x 4, whole numbers from 0 to 255. */
const rows = 20_000
const pixels = new Uint8Array(rows * 4)
for (let i = 0; i < rows; i++) {
  pixels.set([(i * i * 7 + 3 * i) % 251, i % 97 === 0 ? 255 : 0, (i * 37) % 256, i < 3 ? 1 : 0], i * 4)
}
const matrix = featuresOf({ rows, height: 2, width: 2, pixels, labels: new Uint8Array(rows) })
const selected = selectColumns(matrix, Int32Array.of(0, 1, 2, 3))

describe('StandardScaler', () => {
  it.each(contexts)('rounds its sums as numpy does in either memory order (%s)', (_name, context) => {
    const inC = new StandardScaler().fit(matrix, null, context())
    expect([...inC.mean]).toEqual(order.mean_)
    expect([...inC.variance]).toEqual(order.C_order.var_)
    expect([...inC.scale]).toEqual(order.C_order.scale_)
    const inF = new StandardScaler().fit(selected, null, context())
    expect([...inF.mean]).toEqual(order.mean_)
    expect([...inF.variance]).toEqual(order.F_order.var_)
    expect([...inF.scale]).toEqual(order.F_order.scale_)
  })

  it.each(contexts)(
    'leaves an SVC its gamma, and variances to a threshold, as numpy sums them (%s)',
    (_name, context) => {
      const fitted = new StandardScaler().fit(matrix, null, context())
      const gamma = resolveGamma('scale', StandardScaler.transform(fitted, matrix), context())
      expect(closeTo([gamma], [order.gamma_scale_of_C_scaled], { rtol: 1e-14 })).toBe(true)
      const { variances } = new VarianceThreshold().fit(matrix, null, context())
      expect(closeTo(variances, order.variance_threshold_variances_, { rtol: 1e-12 })).toBe(true)
      expect(closeTo(fitted.variance, order.raw_nanvar, { rtol: 1e-12 })).toBe(true)
    },
  )

  it('rounds dense features in the same orders', () => {
    const inC = new StandardScaler().fit(toDense(matrix), null, plainContext())
    expect([...inC.variance]).toEqual(order.C_order.var_)
    const inF = new StandardScaler().fit(toDense(selected), null, plainContext())
    expect([...inF.variance]).toEqual(order.F_order.var_)
  })

  it.each(contexts)('agrees with scikit-learn on the digits (%s)', (_name, context) => {
    const tolerance = { rtol: 1e-12, atol: 1e-13 }
    const fitted = new StandardScaler().fit(trainDigits.X, null, context())
    expect(closeTo(fitted.mean, digits.mean_, tolerance)).toBe(true)
    expect(closeTo(fitted.variance, digits.var_, tolerance)).toBe(true)
    expect(closeTo(fitted.scale, digits.scale_, tolerance)).toBe(true)
    const scaled = StandardScaler.transform(fitted, rowRange(testDigits.X, 0, 5))
    expect(closeTo(toDense(scaled).values, digits.test_rows_0_4.flat(), tolerance)).toBe(true)
  })

  it.each(cases)('agrees with scikit-learn on $name', ({ X, mean_, var_, scale_, n_samples_seen_, transformed }) => {
    const features = denseFeatures(X)
    const fitted = new StandardScaler().fit(features, null, plainContext())
    expect(closeTo(fitted.mean, mean_, { rtol: 1e-15 })).toBe(true)
    expect(closeTo(fitted.variance, var_, { rtol: 1e-9, atol: 1e-30 })).toBe(true)
    expect(closeTo(fitted.scale, scale_, { rtol: 1e-9 })).toBe(true)
    expect([...fitted.scale].map((s) => s === 1)).toEqual(scale_.map((s) => s === 1))
    const seen = mean_.map((_, j) => (Array.isArray(n_samples_seen_) ? n_samples_seen_[j] : n_samples_seen_))
    expect([...fitted.samplesSeen]).toEqual(seen)
    const values = toDense(StandardScaler.transform(fitted, features)).values
    expect(closeTo(values, transformed.flat(), { rtol: 1e-9, atol: 1e-15 })).toBe(true)
  })

  it('leaves mean or spread alone when told so', () => {
    const X = denseFeatures([[1], [3]])
    const scale = (params: object) => {
      const fitted = new StandardScaler(params).fit(X, null, plainContext())
      return [...toDense(StandardScaler.transform(fitted, X)).values]
    }
    expect(scale({ withStd: false })).toEqual([-1, 1])
    expect(scale({ withMean: false })).toEqual([1, 3])
    expect(scale({ withMean: false, withStd: false })).toEqual([1, 3])
  })

  it('scales pixels that are scaled already', () => {
    const context = plainContext()
    const once = StandardScaler.transform(new StandardScaler().fit(matrix, null, context), matrix)
    const again = new StandardScaler().fit(once, null, context)
    expect(closeTo(again.mean, [0, 0, 0, 0], { rtol: 0, atol: 1e-12 })).toBe(true)
    expect(closeTo(again.scale, [1, 1, 1, 1], { rtol: 1e-12 })).toBe(true)
    expect(StandardScaler.transform(again, once).kind).toBe('dense')
  })
})
