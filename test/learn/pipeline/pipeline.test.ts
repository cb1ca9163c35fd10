import { describe, expect, it } from 'vitest'
import { noLabel } from '#learn/datasets/digit-set.ts'
import { accuracyScore } from '#learn/metrics/accuracy-score.ts'
import { decisionFunction, fitPipeline, labelsFor, predict, predictProba } from '#learn/pipeline/pipeline.ts'
import type { PipelineSpec } from '#learn/pipeline/pipeline-spec.ts'
import { plainContext, wasmContext } from '#simd/contexts.ts'
import { testDigits, trainDigits } from '../golden-digits.ts'

const spec: PipelineSpec = {
  steps: [
    { kind: 'VarianceThreshold', params: { threshold: 0 } },
    { kind: 'StandardScaler', params: {} },
    { kind: 'OneVsRestClassifier', params: {}, estimator: { kind: 'LogisticRegression', params: {} } },
  ],
  seed: 42,
}

describe('a pipeline', () => {
  it('reads the digits of scikit-learn as well as scikit-learn does', () => {
    const context = wasmContext()
    const fitted = fitPipeline(spec, trainDigits.X, trainDigits.y, context)
    expect(fitted).toMatchObject({ columns: 64, features: 61, complete: true })
    expect(fitted.iterations).toHaveLength(10)
    const predicted = predict(fitted, testDigits.X, context)
    expect(accuracyScore(testDigits.y, predicted)).toBeGreaterThan(0.9)
    expect(predictProba(fitted, testDigits.X, context)).toHaveLength(4500)
  })

  it('predicts the same as a copy, and in either implementation of the routines', () => {
    const fitted = fitPipeline(spec, trainDigits.X, trainDigits.y, plainContext())
    const expected = decisionFunction(fitted, testDigits.X, plainContext())
    expect(decisionFunction(structuredClone(fitted), testDigits.X, plainContext())).toEqual(expected)
    expect(decisionFunction(fitted, testDigits.X, wasmContext())).toEqual(expected)
  })

  it('tells some digits from the rest', () => {
    const zero = { ...spec, positive: [0] }
    const context = plainContext()
    const fitted = fitPipeline(zero, trainDigits.X, trainDigits.y, context)
    expect(fitted.classes).toEqual([0, 1])
    expect(accuracyScore(labelsFor(zero, testDigits.y), predict(fitted, testDigits.X, context))).toBeGreaterThan(0.98)
  })

  it('leaves digits without a label without one', () => {
    expect([...labelsFor({ ...spec, positive: [3, 5] }, Uint8Array.of(3, 4, noLabel, 5))]).toEqual([1, 0, noLabel, 1])
  })

  it('tells progress that never falls and ends at 1', () => {
    const context = plainContext()
    fitPipeline(spec, trainDigits.X, trainDigits.y, context)
    const fractions = context.told.map(({ fraction }) => fraction)
    expect(fractions).toEqual([...fractions].sort((a, b) => a - b))
    expect(fractions.at(-1)).toBe(1)
  })

  it('gives back the workspace it took', () => {
    const context = plainContext()
    fitPipeline(spec, trainDigits.X, trainDigits.y, context)
    expect(context.workspace.usedBytes).toBe(0)
  })
})
