import { expect, it } from 'vitest'
import { declarations } from '#learn/pipeline/declarations.ts'
import { checkPipeline } from '#learn/pipeline/registry.ts'
import { checkedParams } from '#learn/params.ts'
import { classifierBattery, transformerBattery } from './estimator-battery.ts'

const logistic = { kind: 'LogisticRegression', params: { maxIter: 8 } }

transformerBattery({ kind: 'VarianceThreshold', params: {} })
transformerBattery({ kind: 'PixelMask', params: {} })
transformerBattery({ kind: 'StandardScaler', params: {} })
classifierBattery(logistic)
classifierBattery({ kind: 'OneVsRestClassifier', params: {}, estimator: logistic }, { oneClass: 'allowed' })
classifierBattery({ kind: 'SGDClassifier', params: { maxIter: 5, tol: 'none' } })
classifierBattery(
  {
    kind: 'OneVsRestClassifier',
    params: {},
    estimator: { kind: 'SGDClassifier', params: { loss: 'log_loss', maxIter: 5, tol: 'none' } },
  },
  { oneClass: 'allowed' },
)
classifierBattery({ kind: 'LinearSVC', params: {} })
classifierBattery({ kind: 'SVC', params: {} })
classifierBattery({ kind: 'KNeighborsClassifier', params: {} }, { oneClass: 'allowed' })
classifierBattery(
  { kind: 'OneVsRestClassifier', params: {}, estimator: { kind: 'KNeighborsClassifier', params: {} } },
  { oneClass: 'allowed' },
)

it.each(declarations)('$kind declares defaults that it takes itself', (declaration) => {
  expect(() => checkedParams(declaration, {})).not.toThrow()
})

const step = (kind: string, params = {}) => ({ kind, params })
const wrong: [string, Parameters<typeof checkPipeline>[0], string][] = [
  ['no steps', { steps: [], seed: 1 }, 'The pipeline has no steps.'],
  ['an unknown kind', { steps: [step('Forest')], seed: 1 }, 'There is no estimator "Forest" for this place.'],
  [
    'a classifier in the middle',
    { steps: [step('LogisticRegression'), step('LogisticRegression')], seed: 1 },
    'There is no estimator "LogisticRegression" for this place.',
  ],
  [
    'nothing to wrap',
    { steps: [step('OneVsRestClassifier')], seed: 1 },
    'OneVsRestClassifier needs an estimator to wrap.',
  ],
  [
    'an unknown parameter',
    { steps: [step('LogisticRegression', { c: 1 })], seed: 1 },
    'LogisticRegression has no parameter "c".',
  ],
  [
    'a value out of range',
    { steps: [step('LogisticRegression', { maxIter: 0.5 })], seed: 1 },
    'The parameter maxIter of LogisticRegression must be a whole number from 1 to 1000000, not 0.5.',
  ],
  ['a bad seed', { steps: [logistic], seed: -1 }, 'The seed must be a whole number from 0 to 4294967295, not -1.'],
]

it.each(wrong)('refuses a pipeline with %s in one sentence', (_what, spec, sentence) => {
  expect(() => checkPipeline(spec)).toThrow(sentence)
})
