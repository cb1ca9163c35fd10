import type { ParamValue, PipelineSpec, StepSpec } from '#learn/pipeline/pipeline-spec.ts'

type Params = Record<string, ParamValue>

const step = (kind: string, params: Params = {}): StepSpec => ({ kind, params })
const scaled = [step('VarianceThreshold', { threshold: 0 }), step('StandardScaler')]
const upright = [step('Deskew'), step('Normalizer')]
const oneVsRest = (kind: string, params: Params): StepSpec => ({
  kind: 'OneVsRestClassifier',
  params: {},
  estimator: { kind, params },
})
const spec = (...steps: StepSpec[]): PipelineSpec => ({ steps, seed: 42 })
const linear = (kind: string, params: Params) => spec(...scaled, oneVsRest(kind, params))
const logistic = (params: Params) => linear('LogisticRegression', params)
const machine = (params: Params) => linear('SVC', params)
const virtual = (shifts: string) =>
  spec(...upright, {
    kind: 'VirtualSupportVectors',
    params: { shifts, firstDegree: 5, firstC: 10 },
    estimator: oneVsRest('SVC', { kernel: 'poly', degree: 5, gamma: 1, C: 10 }),
  })

/** Every way in which an estimator is fitted, with settings under which some thousand digits keep it busy for a while. */
export const solvers: { name: string; rows: number; pipeline: PipelineSpec }[] = [
  { name: 'SGD', rows: 6000, pipeline: linear('SGDClassifier', { tol: 'none', maxIter: 15 }) },
  { name: 'SGD until it settles', rows: 1000, pipeline: linear('SGDClassifier', {}) },
  { name: 'SGD on numbers', rows: 1500, pipeline: linear('SGDClassifier', { penalty: 'l1', tol: 'none', maxIter: 5 }) },
  { name: 'SAGA', rows: 6000, pipeline: logistic({ solver: 'saga', maxIter: 60, tol: 1e-9 }) },
  { name: 'SAGA until it settles', rows: 2000, pipeline: logistic({ solver: 'saga', maxIter: 5000, tol: 1e-3 }) },
  { name: 'SAG', rows: 6000, pipeline: logistic({ solver: 'sag', maxIter: 60, tol: 1e-9 }) },
  { name: 'SAGA on numbers', rows: 1500, pipeline: logistic({ solver: 'saga', penalty: 'l1', maxIter: 5, tol: 1e-9 }) },
  { name: 'L-BFGS', rows: 6000, pipeline: logistic({ maxIter: 100, tol: 1e-9 }) },
  {
    name: 'L-BFGS on moved copies',
    rows: 2000,
    pipeline: spec(
      step('Augment', { copies: 2 }),
      ...scaled,
      oneVsRest('LogisticRegression', { maxIter: 30, tol: 1e-9 }),
    ),
  },
  { name: 'TRON', rows: 1500, pipeline: linear('LinearSVC', { C: 0.01 }) },
  { name: 'Newton', rows: 6000, pipeline: linear('LinearSVC', { C: 0.001 }) },
  { name: 'SMO as in libsvm', rows: 1500, pipeline: machine({ kernel: 'rbf', C: 10 }) },
  { name: 'SMO of pairs as in libsvm', rows: 1000, pipeline: spec(...scaled, step('SVC', { kernel: 'rbf' })) },
  { name: 'batch SMO', rows: 4000, pipeline: machine({ kernel: 'poly', C: 10 }) },
  { name: 'batch SMO of pairs', rows: 4000, pipeline: spec(...scaled, step('SVC', { kernel: 'rbf' })) },
  { name: 'virtual support vectors', rows: 800, pipeline: virtual('4') },
  { name: 'virtual support vectors that move', rows: 600, pipeline: virtual('moves') },
  { name: 'nearest neighbours', rows: 6000, pipeline: spec(step('KNeighborsClassifier', { nNeighbors: 5 })) },
]
