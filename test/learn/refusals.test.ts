import { describe, expect, it } from 'vitest'
import type { ParamValue, StepSpec } from '#learn/pipeline/pipeline-spec.ts'
import { featuresOf } from '#learn/pipeline/pipeline.ts'
import { buildClassifier, checkPipeline } from '#learn/pipeline/registry.ts'
import { sparsePixels } from '#learn/sparse-pixels.ts'
import { plainContext } from '#simd/contexts.ts'
import { trainDigits } from './golden-digits.ts'

const check = (kind: string, params: Record<string, ParamValue>) => () => {
  const estimator: StepSpec = { kind, params }
  checkPipeline({ steps: [{ kind: 'OneVsRestClassifier', params: {}, estimator }], seed: 1 })
}

describe('before anything is started', () => {
  it.each([
    ['SGDClassifier', { learningRate: 'constant' }, 'eta0 must be above 0'],
    ['SGDClassifier', { alpha: 0 }, 'alpha must be above 0'],
    ['LogisticRegression', { penalty: 'l1' }, 'only with the solver saga, not with lbfgs'],
    ['LogisticRegression', { C: Infinity }, 'must be a number above 0, not Infinity'],
    ['LinearSVC', { tol: 0 }, 'must be a number above 0, not 0'],
    ['LinearSVC', { loss: 'hinge' }, 'must be one of squared_hinge'],
  ])('%s %j is refused', (kind, params, sentence) => {
    expect(check(kind, params)).toThrow(sentence)
  })

  it.each([
    ['LogisticRegression', { tol: 0 }],
    ['SGDClassifier', { alpha: 0, learningRate: 'constant', eta0: 0.1 }],
    ['LinearSVC', { dual: false, penalty: 'l2', loss: 'squared_hinge' }],
  ])('%s %j is taken, as scikit-learn takes it', (kind, params) => {
    expect(check(kind, params)).not.toThrow()
  })
})

it('refuses more pixels than 16 bits can number', () => {
  const [height, width] = [182, 181]
  const X = featuresOf({ rows: 1, height, width, pixels: new Uint8Array(height * width), labels: new Uint8Array(1) })
  expect(() => sparsePixels(X, plainContext())).toThrow('at most 32767 pixels')
})

it('keeps no training digits for neighbours beyond the memory budget', () => {
  const fit = (budgetBytes: number) =>
    buildClassifier({ kind: 'KNeighborsClassifier', params: {} }).fit(
      trainDigits.X,
      trainDigits.y,
      plainContext({ budgetBytes }),
    )
  expect(fit(1347 * 68)).toMatchObject({ kind: 'KNeighborsClassifier' })
  expect(() => fit(1347 * 68 - 1)).toThrow(expect.objectContaining({ code: 'out-of-memory' }))
})
