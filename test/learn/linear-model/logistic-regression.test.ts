import { describe, expect, it } from 'vitest'
import type { Features } from '#learn/features.ts'
import { denseFeatures, toDense } from '#learn/feature-rows.ts'
import { fitLogistic } from '#learn/linear-model/fit-logistic.ts'
import { LogisticRegression } from '#learn/linear-model/logistic-regression.ts'
import { StandardScaler } from '#learn/preprocessing/standard-scaler.ts'
import { plainContext, wasmContext } from '#simd/contexts.ts'
import { testDigits, trainDigits } from '../golden-digits.ts'
import { closeTo, golden, goldenInput } from '../golden.ts'

interface Optimum {
  C: number
  optimum_coef_: number[]
  optimum_intercept_: number
}

const input = goldenInput<{ X: number[][]; y: number[] }>('saga_converged_optimum')
const { fits } = golden<{ fits: Optimum[] }>('saga_converged_optimum')

function scaledDigits(): { train: Features; test: Features } {
  const scaler = new StandardScaler().fit(trainDigits.X, null, plainContext())
  return {
    train: StandardScaler.transform(scaler, trainDigits.X),
    test: StandardScaler.transform(scaler, testDigits.X),
  }
}

describe('LogisticRegression', () => {
  it.each(fits)('meets the optimum of a second solver at C = $C', ({ C, optimum_coef_, optimum_intercept_ }) => {
    const target = { label: 1, positiveWeight: 1, negativeWeight: 1 }
    const options = { C, fitIntercept: true, tol: 1e-9, decreaseTolerance: 0, maxIter: 1000 }
    const X = denseFeatures(input.X)
    const [solution] = fitLogistic(X, Uint8Array.from(input.y), [target], options, plainContext())
    const found = [...solution.coef, solution.intercept]
    expect(closeTo(found, [...optimum_coef_, optimum_intercept_], { rtol: 1e-6, atol: 1e-7 })).toBe(true)
  })

  it('finds the same weights on bytes, compiled or not, as on dense numbers', () => {
    const { train } = scaledDigits()
    const fit = (X: Features, context = plainContext()) =>
      new LogisticRegression({ C: 0.01, maxIter: 300 }).fitOneVsRest(X, trainDigits.y, [3, 8, 9], context)
    const expected = fit(toDense(train))
    for (const fitted of [fit(train), fit(train, wasmContext())]) {
      fitted.forEach(({ models, converged }, k) => {
        expect(converged).toBe(true)
        expect(closeTo(models[0].coef, expected[k].models[0].coef, { rtol: 1e-3, atol: 1e-3 })).toBe(true)
      })
    }
  })

  it('gives each problem the weights it has alone', () => {
    const { train } = scaledDigits()
    const regression = new LogisticRegression({ C: 0.01 })
    const together = regression.fitOneVsRest(train, trainDigits.y, [0, 1, 2], plainContext())
    const [alone] = regression.fitOneVsRest(train, trainDigits.y, [1], plainContext())
    expect(closeTo(together[1].models[0].coef, alone.models[0].coef, { rtol: 1e-6, atol: 1e-8 })).toBe(true)
  })

  it('warns in plain words when it ran out of iterations, and names the digits', () => {
    const context = plainContext()
    const { train } = scaledDigits()
    const fitted = new LogisticRegression({ maxIter: 2 }).fitOneVsRest(train, trainDigits.y, [4, 7], context)
    expect(fitted.map(({ iterations }) => iterations)).toEqual([[2], [2]])
    expect(context.warnings).toHaveLength(1)
    expect(context.warnings[0]).toContain('limit of 2 iterations before it converged for 4, 7')
  })

  it('keeps what it has learnt when it is stopped', () => {
    const context = plainContext()
    const { train, test } = scaledDigits()
    const stopping = {
      ...context,
      progress: ({ fraction }: { fraction: number }) => {
        if (fraction > 0.05) context.stop.flag[0] = 1
      },
    }
    const fitted = new LogisticRegression({}).fit(train, trainDigits.y, stopping)
    expect(fitted).toMatchObject({ complete: false, converged: false })
    expect(Math.max(...fitted.iterations)).toBeLessThan(20)
    const probabilities = LogisticRegression.predictProba(fitted, test)
    expect(closeTo([probabilities.slice(0, 10).reduce((sum, p) => sum + p, 0)], [1], { rtol: 1e-12 })).toBe(true)
  })

  it('balances rare classes and leaves the intercept out when told so', () => {
    const X = denseFeatures([[-1], [-2], [-3], [-1.5], [-2.5], [1]])
    const y = Uint8Array.of(0, 0, 0, 0, 0, 1)
    const interceptOf = (params: object) => new LogisticRegression(params).fit(X, y, plainContext()).models[0].intercept
    expect(interceptOf({ classWeight: 'balanced' })).toBeGreaterThan(interceptOf({}))
    expect(interceptOf({ fitIntercept: false })).toBe(0)
  })

  it('answers one digit in less than a millisecond', () => {
    const { train } = scaledDigits()
    const context = plainContext()
    const fitted = new LogisticRegression({ maxIter: 3 }).fit(train, trainDigits.y, context)
    const one = { ...train, rows: 1 } as Features
    for (let warming = 0; warming < 300; warming++) LogisticRegression.predictProba(fitted, one)
    const started = performance.now()
    for (let i = 0; i < 50; i++) LogisticRegression.predictProba(fitted, one)
    expect((performance.now() - started) / 50).toBeLessThan(1)
  })
})
