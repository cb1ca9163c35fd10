import { describe, expect, it } from 'vitest'
import type { Features } from '#learn/features.ts'
import { toDense } from '#learn/feature-rows.ts'
import { buildClassifier, buildTransformer } from '#learn/pipeline/registry.ts'
import { transformerClass } from '#learn/pipeline/class-table.ts'
import type { ParamValue } from '#learn/pipeline/pipeline-spec.ts'
import { NumpyRandomState } from '#learn/random/mt19937.ts'
import { plainContext } from '#simd/contexts.ts'
import { trainDigits } from './golden-digits.ts'
import { rowRange } from '#learn/feature-rows.ts'

const rows = 400
const y = trainDigits.y.subarray(0, rows)
const raw = rowRange(trainDigits.X, 0, rows)
const scaler = buildTransformer({ kind: 'StandardScaler', params: {} }).fit(raw, null, plainContext())
const pixels = transformerClass('StandardScaler').transform(scaler, raw)
const cases: [string, Features, string, Record<string, ParamValue>][] = [
  ['SGD by default', pixels, 'SGDClassifier', { loss: 'log_loss' }],
  ['SGD on numbers', toDense(pixels), 'SGDClassifier', { loss: 'log_loss', penalty: 'elasticnet' }],
  ['SAGA', pixels, 'LogisticRegression', { solver: 'saga', maxIter: 5000, tol: 1e-2 }],
  ['SAGA on numbers', toDense(pixels), 'LogisticRegression', { solver: 'saga', maxIter: 5000, tol: 1e-2 }],
  ['L-BFGS', pixels, 'LogisticRegression', { maxIter: 1000 }],
  ['SMO as in libsvm', pixels, 'SVC', { kernel: 'rbf', C: 10 }],
]

describe.each(cases)('%s', (_, X, kind, params) => {
  it('tells how far it is by what it still seems to need, not by its limit, and what it minimises', () => {
    const context = plainContext({ random: new NumpyRandomState(42) })
    const { converged } = buildClassifier({
      kind: 'OneVsRestClassifier',
      params: {},
      estimator: { kind, params },
    }).fit(X, y, context)
    expect(converged).toBe(true)
    const fractions = context.told.map(({ fraction }) => fraction)
    expect(fractions).toEqual(fractions.toSorted((a, b) => a - b))
    expect(fractions.at(-1)).toBeGreaterThan(0.8)
    expect(fractions.at(-1)).toBeLessThanOrEqual(1)
    const values = context.told.flatMap(({ objective }) => objective ?? [])
    expect(values.length).toBeGreaterThan(5)
    expect(values.every(Number.isFinite)).toBe(true)
    expect(values[values.length - 1]).toBeLessThan(values[0])
  })
})
