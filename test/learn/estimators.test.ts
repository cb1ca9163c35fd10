import { expect, it, vi } from 'vitest'
import { declarations } from '#learn/pipeline/declarations.ts'
import type { StepSpec } from '#learn/pipeline/pipeline-spec.ts'
import { checkPipeline } from '#learn/pipeline/registry.ts'
import { checkedParams } from '#learn/params.ts'
import { classifierBattery, transformerBattery } from './estimator-battery.ts'

// The plain twin works through kernel rows for seconds where a machine has other work besides.
vi.setConfig({ testTimeout: 60_000 })

const step = (kind: string, params: StepSpec['params'] = {}): StepSpec => ({ kind, params })
const oneVsRest = (estimator: StepSpec): StepSpec => ({ kind: 'OneVsRestClassifier', params: {}, estimator })
const logistic = step('LogisticRegression', { maxIter: 8 })
const takesOneClass = { oneClass: 'allowed' } as const
/** Enough for the solvers of large sets. */
const rows = 1510
/** Kernel values of the fast solver are of single precision, and it stops within the tolerance. */
const kernels = { rows, between: 5e-3 }
const tooFewNeighbours = /cannot ask 5 neighbours: there are only 1/

transformerBattery(step('VarianceThreshold'), {
  nan: 'allowed',
  oneRow: /there is only one digit/,
  constant: /No pixel has a variance/,
})
transformerBattery(step('PixelMask'), { nan: 'allowed' })
transformerBattery(step('StandardScaler'), { nan: 'allowed' })
for (const norm of ['l1', 'l2', 'max']) transformerBattery(step('Normalizer', { norm }), { anyColumns: true })
transformerBattery(step('Deskew'), { images: true, anyColumns: true })
transformerBattery(step('Augment'), { images: true, anyColumns: true })

classifierBattery(logistic)
const averaging: StepSpec['params'][] = [{ solver: 'saga' }, { solver: 'sag' }, { solver: 'saga', penalty: 'l1' }]
for (const params of averaging) {
  classifierBattery(step('LogisticRegression', { ...params, maxIter: 3 }))
}
classifierBattery(step('SGDClassifier', { maxIter: 5, tol: 'none' }))
classifierBattery(step('SGDClassifier', { maxIter: 5, tol: 'none', average: 1 }))
classifierBattery(step('LinearSVC'))
classifierBattery(step('LinearSVC', { C: 1e-5 }), { rows })
classifierBattery(step('SVC'))
classifierBattery(step('SVC'), kernels)
classifierBattery(step('KNeighborsClassifier'), { ...takesOneClass, oneRow: tooFewNeighbours })
classifierBattery(step('KNeighborsClassifier', { weights: 'distance' }), {
  ...takesOneClass,
  oneRow: tooFewNeighbours,
})
classifierBattery(oneVsRest(logistic), takesOneClass)
classifierBattery(oneVsRest(step('LogisticRegression', { solver: 'saga', maxIter: 3 })), takesOneClass)
classifierBattery(oneVsRest(step('SGDClassifier', { loss: 'log_loss', maxIter: 5, tol: 'none' })), takesOneClass)
classifierBattery(oneVsRest(step('LinearSVC')), takesOneClass)
classifierBattery(oneVsRest(step('SVC')), takesOneClass)
classifierBattery(oneVsRest(step('SVC')), { ...takesOneClass, ...kernels })
classifierBattery(oneVsRest(step('KNeighborsClassifier')), takesOneClass)
const virtual = (shifts: string, estimator: StepSpec): StepSpec => ({
  kind: 'VirtualSupportVectors',
  params: { shifts },
  estimator: oneVsRest(estimator),
})
classifierBattery(virtual('4', step('SVC')), { images: true })
classifierBattery(virtual('8', logistic), { images: true })
classifierBattery(virtual('moves', logistic), { images: true })

it.each(declarations)('$kind declares defaults that it takes itself', (declaration) => {
  expect(() => checkedParams(declaration, {})).not.toThrow()
})

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
    'The parameter maxIter of LogisticRegression must be a whole number from 1 to 1,000,000, not 0.5.',
  ],
  ['a bad seed', { steps: [logistic], seed: -1 }, 'The seed must be a whole number from 0 to 4294967295, not -1.'],
]

it.each(wrong)('refuses a pipeline with %s in one sentence', (_what, spec, sentence) => {
  expect(() => checkPipeline(spec)).toThrow(sentence)
})
