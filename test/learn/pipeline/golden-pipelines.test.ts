import { expect, it } from 'vitest'
import { accuracyScore } from '#learn/metrics/accuracy-score.ts'
import { confusionMatrix } from '#learn/metrics/confusion-matrix.ts'
import { f1PerClass, f1Score } from '#learn/metrics/precision-recall-fscore.ts'
import { fitPipeline, predict } from '#learn/pipeline/pipeline.ts'
import type { ParamValue, StepSpec } from '#learn/pipeline/pipeline-spec.ts'
import { NumpyRandomState } from '#learn/random/mt19937.ts'
import { plainContext, wasmContext } from '#simd/contexts.ts'
import { testDigits, trainDigits } from '../golden-digits.ts'
import { closeTo, golden } from '../golden.ts'

interface Expected {
  predict: number[]
  accuracy: number
  f1_per_class: number[]
  f1_weighted: number
  confusion: number[][]
  warnings: string[]
}

const all = golden<Record<string, Expected>>('pipelines_digits_end_to_end')
const varying = (threshold: number): StepSpec => ({ kind: 'VarianceThreshold', params: { threshold } })
const scaled: StepSpec = { kind: 'StandardScaler', params: {} }
const oneVsRest = (kind: string, params: Record<string, ParamValue>): StepSpec => ({
  kind: 'OneVsRestClassifier',
  params: {},
  estimator: { kind, params },
})
const nearest: StepSpec = { kind: 'KNeighborsClassifier', params: { nNeighbors: 5, weights: 'distance' } }

/** The notebook's cells on small digits; `differing`: how many of 450 answers may differ. Its two forests are not offered here. */
const pipelines: Record<string, { steps: StepSpec[]; differing: number } | null> = {
  c: { steps: [varying(0), scaled, oneVsRest('LogisticRegression', { solver: 'saga' })], differing: 0 },
  d: { steps: [varying(20), scaled, oneVsRest('LinearSVC', {})], differing: 0 },
  e: { steps: [varying(20), scaled, oneVsRest('SVC', { kernel: 'poly', degree: 3 })], differing: 1 },
  e_no_threshold: { steps: [scaled, oneVsRest('SVC', { kernel: 'poly', degree: 3 })], differing: 1 },
  f: { steps: [scaled, oneVsRest('SVC', { kernel: 'rbf' })], differing: 1 },
  g: { steps: [scaled, oneVsRest('SVC', { kernel: 'sigmoid' })], differing: 1 },
  h_knn: { steps: [nearest], differing: 0 },
  h_rf: null,
  h_et: null,
}

const offered = Object.entries(pipelines).flatMap(([name, pipeline]) => (pipeline ? [{ name, ...pipeline }] : []))
const builds = { twin: plainContext, compiled: wasmContext }

it.each(offered.flatMap((pipeline) => (['twin', 'compiled'] as const).map((build) => ({ ...pipeline, build }))))(
  'pipeline $name answers the test digits as scikit-learn does ($build)',
  ({ name, steps, differing, build }) => {
    const expected = all[name]
    const context = builds[build]({ random: new NumpyRandomState(42) })
    const fitted = fitPipeline({ steps, seed: 42 }, trainDigits.X, trainDigits.y, context)
    const predicted = [...predict(fitted, testDigits.X, context)]
    const others = predicted.filter((label, i) => label !== expected.predict[i]).length
    expect(others).toBeLessThanOrEqual(differing)
    expect(context.warnings.length).toBe(expected.warnings.length)
    // The measures are those of scikit-learn on the very answers it gave.
    const { y } = testDigits
    expect(accuracyScore(y, expected.predict)).toBe(expected.accuracy)
    expect(confusionMatrix(y, expected.predict)).toEqual(expected.confusion)
    const f1 = [...f1PerClass(y, expected.predict), f1Score(y, expected.predict, { average: 'weighted' })]
    expect(closeTo(f1, [...expected.f1_per_class, expected.f1_weighted], { rtol: 1e-15 })).toBe(true)
  },
)

it('leaves no golden pipeline out unnoticed', () => {
  expect(Object.keys(all).sort()).toEqual(Object.keys(pipelines).sort())
})
