import type { ParamValue, PipelineSpec, StepSpec } from '#learn/pipeline/pipeline-spec.ts'

type Params = Record<string, ParamValue>

const scaled: StepSpec[] = [
  { kind: 'VarianceThreshold', params: { threshold: 0 } },
  { kind: 'StandardScaler', params: {} },
]
const upright: StepSpec[] = [
  { kind: 'Deskew', params: {} },
  { kind: 'Normalizer', params: {} },
]
const oneVsRest = (kind: string, params: Params): StepSpec => ({
  kind: 'OneVsRestClassifier',
  params: {},
  estimator: { kind, params },
})
const spec = (...steps: StepSpec[]): PipelineSpec => ({ steps, seed: 42 })

/** Every way in which an estimator is fitted, with settings under which some thousand digits keep it busy for a while. */
export const solvers: { name: string; rows: number; pipeline: PipelineSpec }[] = [
  { name: 'SGD', rows: 6000, pipeline: spec(...scaled, oneVsRest('SGDClassifier', { tol: 'none', maxIter: 15 })) },
  { name: 'SGD until it settles', rows: 1000, pipeline: spec(...scaled, oneVsRest('SGDClassifier', {})) },
  {
    name: 'SAGA',
    rows: 6000,
    pipeline: spec(...scaled, oneVsRest('LogisticRegression', { solver: 'saga', maxIter: 60, tol: 1e-9 })),
  },
  {
    name: 'L-BFGS',
    rows: 6000,
    pipeline: spec(...scaled, oneVsRest('LogisticRegression', { maxIter: 100, tol: 1e-9 })),
  },
  {
    name: 'SAGA until it settles',
    rows: 2000,
    pipeline: spec(...scaled, oneVsRest('LogisticRegression', { solver: 'saga', maxIter: 5000, tol: 1e-3 })),
  },
  { name: 'TRON', rows: 6000, pipeline: spec(...scaled, oneVsRest('LinearSVC', { C: 0.001 })) },
  {
    name: 'SMO as in libsvm',
    rows: 1500,
    pipeline: spec(...scaled, oneVsRest('SVC', { kernel: 'rbf', C: 10 })),
  },
  { name: 'batch SMO', rows: 4000, pipeline: spec(...scaled, oneVsRest('SVC', { kernel: 'poly', C: 10 })) },
  { name: 'batch SMO of pairs', rows: 4000, pipeline: spec(...scaled, { kind: 'SVC', params: { kernel: 'rbf' } }) },
  {
    name: 'virtual support vectors',
    rows: 800,
    pipeline: spec(...upright, {
      kind: 'VirtualSupportVectors',
      params: { shifts: '4', firstDegree: 5, firstC: 10 },
      estimator: oneVsRest('SVC', { kernel: 'poly', degree: 5, gamma: 1, C: 10 }),
    }),
  },
  {
    name: 'nearest neighbours',
    rows: 6000,
    pipeline: spec({ kind: 'KNeighborsClassifier', params: { nNeighbors: 5 } }),
  },
]
