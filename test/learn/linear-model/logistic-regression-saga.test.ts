import { describe, expect, it } from 'vitest'
import type { Features } from '#learn/features.ts'
import { denseFeatures, toDense } from '#learn/feature-rows.ts'
import {
  type FittedLogisticRegression,
  LogisticRegression,
  type LogisticRegressionParams,
} from '#learn/linear-model/logistic-regression.ts'
import { accuracyScore } from '#learn/metrics/accuracy-score.ts'
import { confusionMatrix } from '#learn/metrics/confusion-matrix.ts'
import type { FittedOneVsRest } from '#learn/multiclass/one-vs-rest-classifier.ts'
import { answers, fitPipeline, transform } from '#learn/pipeline/pipeline.ts'
import type { PipelineSpec } from '#learn/pipeline/pipeline-spec.ts'
import { NumpyRandomState } from '#learn/random/mt19937.ts'
import { plainContext, wasmContext } from '#simd/contexts.ts'
import { testDigits, trainDigits } from '../golden-digits.ts'
import { closeTo, golden, goldenInput } from '../golden.ts'

const expected = golden<{
  coef_: number[][]
  intercept_: number[][]
  n_iter_: number[]
  proba: number[][]
  predict: number[]
  decision: number[][]
  accuracy: number
  confusion: number[][]
}>('saga_ovr_digits_pipeline_c')

// Weights of single digits are met by the plain solver alone (saga.test.ts): estimators weigh classes, not digits.
const variants = golden<{
  fits: { params: Record<string, number | string | boolean>; coef_: number[]; n_iter_: number }[]
}>('saga_variants_small').fits.filter(({ params }) => !('sample_weight' in params))
const small = goldenInput<{ X: number[][]; y: number[] }>('saga_variants_small')

const spec: PipelineSpec = {
  steps: [
    { kind: 'VarianceThreshold', params: {} },
    { kind: 'StandardScaler', params: {} },
    { kind: 'OneVsRestClassifier', params: {}, estimator: { kind: 'LogisticRegression', params: { solver: 'saga' } } },
  ],
  seed: 42,
}
const seeded = (make = plainContext) => make({ random: new NumpyRandomState(42) })

describe('LogisticRegression with SAGA', () => {
  it.each([
    ['twin', plainContext],
    ['compiled', wasmContext],
  ] as const)("walks scikit-learn's steps through the notebook's pipeline (%s)", (_name, make) => {
    const context = seeded(make)
    const fitted = fitPipeline(spec, trainDigits.X, trainDigits.y, context)
    const estimators = (fitted.classifier as FittedOneVsRest).estimators as FittedLogisticRegression[]
    const tolerance = { rtol: 1e-9, atol: 1e-11 }
    estimators.forEach(({ models: [{ coef, intercept }] }, k) => {
      expect(closeTo(coef, expected.coef_[k], tolerance)).toBe(true)
      expect(closeTo([intercept], [expected.intercept_[k]].flat(), tolerance)).toBe(true)
    })
    expect(fitted.iterations).toEqual(expected.n_iter_)
    const { labels, decision, probabilities } = answers(fitted, testDigits.X, context)
    expect([...labels]).toEqual(expected.predict)
    expect(confusionMatrix(testDigits.y, labels)).toEqual(expected.confusion)
    expect(accuracyScore(testDigits.y, labels)).toBe(expected.accuracy)
    expect(closeTo(decision.slice(0, expected.decision.flat().length), expected.decision.flat(), tolerance)).toBe(true)
    const first = probabilities?.slice(0, expected.proba.length * 10) ?? []
    expect(closeTo(first, expected.proba.flat(), tolerance)).toBe(true)
    expect(fitted.converged).toBe(false)
    expect(context.warnings).toHaveLength(1)
    expect(context.warnings[0]).toContain('limit of 100 iterations before it converged for any digit')
  })

  it.each(variants)('meets scikit-learn with $params', ({ params, coef_, n_iter_ }) => {
    const given: Partial<LogisticRegressionParams> = {
      solver: (params.solver ?? 'saga') as 'saga' | 'sag',
      penalty: (params.penalty ?? 'l2') as 'l2',
      l1Ratio: Number(params.l1_ratio ?? 0.5),
      C: Number(params.C ?? 1),
      tol: Number(params.tol ?? 1e-4),
      maxIter: Number(params.max_iter ?? 200),
      fitIntercept: params.fit_intercept !== false,
      classWeight: params.class_weight === 'balanced' ? 'balanced' : 'none',
    }
    const fitted = new LogisticRegression(given).fit(denseFeatures(small.X), Uint8Array.from(small.y), seeded())
    expect(fitted.iterations).toEqual([n_iter_])
    expect(closeTo(fitted.models[0].coef, coef_.flat(), { rtol: 1e-9, atol: 1e-11 })).toBe(true)
  })

  it('finds on numbers what it finds on grey levels', () => {
    const prepared = fitPipeline({ ...spec, steps: [...spec.steps] }, trainDigits.X, trainDigits.y, seeded())
    const X = transform(prepared, trainDigits.X)
    const fit = (features: Features) =>
      new LogisticRegression({ solver: 'saga', maxIter: 4 }).fitOneVsRest(features, trainDigits.y, [3, 8], seeded())
    const [grey, numbers] = [fit(X), fit(toDense(X))]
    grey.forEach(({ models }, k) =>
      expect(closeTo(models[0].coef, numbers[k].models[0].coef, { rtol: 1e-9, atol: 1e-11 })).toBe(true),
    )
  })

  it.each([
    ['l1', 'lbfgs'],
    ['elasticnet', 'sag'],
  ] as const)('says that %s wants another solver than %s', (penalty, solver) => {
    const fit = () => new LogisticRegression({ penalty, solver }).fit(trainDigits.X, trainDigits.y, seeded())
    expect(fit).toThrow(
      `LogisticRegression can take the penalty ${penalty} only with the solver saga, not with ${solver}.`,
    )
  })

  it.each([
    ['grey levels', trainDigits.X],
    ['numbers', toDense(trainDigits.X)],
  ] as const)('keeps what it has learnt when it is stopped on %s', (_what, X) => {
    const context = seeded()
    const stopping = { ...context, progress: () => void (context.stop.flag[0] = 1) }
    const fitted = new LogisticRegression({ solver: 'saga' }).fitOneVsRest(X, trainDigits.y, [0, 1], stopping)
    expect(fitted[0]).toMatchObject({ complete: false, converged: false })
    expect(fitted[0].iterations[0]).toBeLessThan(3)
    expect(fitted[0].models[0].coef.some((w) => w !== 0)).toBe(true)
    expect(context.workspace.usedBytes).toBe(0)
  })
})
