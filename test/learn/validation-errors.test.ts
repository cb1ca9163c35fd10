import { describe, expect, it } from 'vitest'
import { AppError } from '#learn/app-error.ts'
import type { Features } from '#learn/features.ts'
import { denseFeatures, selectColumns } from '#learn/feature-rows.ts'
import { accuracyScore } from '#learn/metrics/accuracy-score.ts'
import { f1Score } from '#learn/metrics/precision-recall-fscore.ts'
import type { decisionFunction } from '#learn/pipeline/pipeline.ts'
import { fitPipeline, predict, predictProba } from '#learn/pipeline/pipeline.ts'
import type { ParamValue, StepSpec } from '#learn/pipeline/pipeline-spec.ts'
import { transformerClass } from '#learn/pipeline/class-table.ts'
import { buildClassifier, buildTransformer } from '#learn/pipeline/registry.ts'
import { NumpyRandomState } from '#learn/random/mt19937.ts'
import { plainContext, type RecordedContext } from '#simd/contexts.ts'
import { golden, goldenInput } from './golden.ts'

type Outcome = { ok: true; warnings: string[] } | { ok: false; type: string; message: string }
const expected = golden<Record<string, Outcome>>('validation_errors')
const input = goldenInput<{ X: number[][]; y: number[] }>('validation_errors')

const X = denseFeatures(input.X)
const y = Uint8Array.from(input.y)
const zeros = new Uint8Array(12)
const withFirst = (value: number) => denseFeatures([[value, ...input.X[0].slice(1)], ...input.X.slice(1)])
const [Xnan, Xinf] = [withFirst(NaN), withFirst(Infinity)]
const narrow = selectColumns(X, Int32Array.of(0, 1))
const huge = denseFeatures(input.X.map((row) => row.map((value) => value * 1e200)))

type Params = Record<string, ParamValue>
type Case = (context: RecordedContext) => unknown

const steps = (kind: string, params: Params = {}): StepSpec => ({ kind, params })
const classify =
  (kind: string, params: Params, features: Features, labels: Uint8Array): Case =>
  (context) =>
    buildClassifier(steps(kind, params)).fit(features, labels, context)
const prepare =
  (kind: string, params: Params, features: Features, then?: Features): Case =>
  (context) => {
    const fitted = buildTransformer(steps(kind, params)).fit(features, null, context)
    if (then) transformerClass(kind).transform(fitted, then)
  }
const ask =
  (kind: string, how: typeof predict | typeof predictProba | typeof decisionFunction, asked: Features): Case =>
  (context) =>
    how(fitPipeline({ steps: [steps(kind)], seed: 0 }, X, y, context), asked, context)

/** What scikit-learn was asked (make_golden.py, c28), asked here; a sentence where types or the choice of estimators rule the question out. */
const cases: Record<string, Case | string> = {
  lr_nan: classify('LogisticRegression', {}, Xnan, y),
  lr_inf: classify('LogisticRegression', {}, Xinf, y),
  lr_predict_nan: ask('LogisticRegression', predict, Xnan),
  lr_wrong_n_features: ask('LogisticRegression', predict, narrow),
  scaler_wrong_n_features: prepare('StandardScaler', {}, X, narrow),
  lr_one_class: classify('LogisticRegression', { solver: 'saga' }, X, zeros),
  linearsvc_one_class: classify('LinearSVC', {}, X, zeros),
  svc_one_class: classify('SVC', {}, X, zeros),
  sgd_one_class: classify('SGDClassifier', {}, X, zeros),
  ovr_one_class: (context) =>
    buildClassifier({ ...steps('OneVsRestClassifier'), estimator: steps('SVC') }).fit(X, zeros, context),
  length_mismatch: classify('LogisticRegression', {}, X, y.subarray(0, 5)),
  svc_length_mismatch: classify('SVC', {}, X, y.subarray(0, 5)),
  one_dim_X: 'Features have rows and columns.',
  no_rows: prepare('StandardScaler', {}, { ...X, rows: 0, values: new Float64Array(0) }),
  no_columns: prepare('StandardScaler', {}, denseFeatures([[], [], [], []])),
  vt_all_removed: prepare('VarianceThreshold', { threshold: 1e6 }, X),
  vt_constant: prepare(
    'VarianceThreshold',
    {},
    denseFeatures([
      [1, 2],
      [1, 2],
    ]),
  ),
  vt_one_sample: prepare('VarianceThreshold', {}, denseFeatures([[1, 2]])),
  vt_wrong_n_features: prepare('VarianceThreshold', {}, X, narrow),
  not_fitted: 'Only what was fitted can predict.',
  continuous_y: 'Labels are bytes.',
  svc_bad_C: classify('SVC', { C: -1 }, X, y),
  svc_bad_kernel: classify('SVC', { kernel: 'foo' }, X, y),
  svc_no_proba: ask('SVC', predictProba, X),
  linearsvc_bad_combo: 'LinearSVC has the squared hinge and the l2 penalty alone.',
  sgd_bad_eta0: classify('SGDClassifier', { learningRate: 'constant' }, X, y),
  sgd_alpha_zero: classify('SGDClassifier', { alpha: 0 }, X, y),
  sgd_hinge_proba: ask('SGDClassifier', predictProba, X),
  sgd_overflow: classify('SGDClassifier', { loss: 'log_loss' }, huge, y),
  knn_k_too_big: classify('KNeighborsClassifier', { nNeighbors: 50 }, X, y),
  knn_k_zero: classify('KNeighborsClassifier', { nNeighbors: 0 }, X, y),
  knn_nan: classify('KNeighborsClassifier', {}, Xnan, y),
  rf_zero_trees: 'There are no forests here.',
  f1_multiclass_binary_average: () => f1Score([0, 1, 2], [0, 1, 2], { average: 'binary' }),
  f1_bad_pos_label: () => f1Score([2, 3], [2, 3], { average: 'binary' }),
  metric_length: () => accuracyScore([0, 1], [0]),
  metric_continuous: 'Metrics take labels; nothing here gives other numbers.',
  scaler_accepts_nan: prepare('StandardScaler', {}, Xnan),
  vt_accepts_nan: prepare('VarianceThreshold', {}, Xnan),
}

const asked = Object.entries(cases).flatMap(([name, run]) => (typeof run === 'string' ? [] : [{ name, run }]))

describe('what scikit-learn refuses is refused, what it takes is taken', () => {
  it.each(asked)('$name', ({ name, run }) => {
    const context = plainContext({ random: new NumpyRandomState(0) })
    const outcome = expected[name]
    if (outcome.ok) {
      run(context)
      expect(context.warnings).toHaveLength(outcome.warnings.length)
      return
    }
    try {
      run(context)
    } catch (error) {
      expect(error).toBeInstanceOf(AppError)
      // One sentence, with its end.
      expect((error as AppError).message).toMatch(/^[A-Z].*\.$/)
      return
    }
    expect.fail(`It was taken, where scikit-learn says: ${outcome.message}`)
  })

  it('leaves no condition out unnoticed', () => {
    expect(Object.keys(expected).sort()).toEqual(Object.keys(cases).sort())
  })
})
