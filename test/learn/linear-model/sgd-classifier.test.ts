import { describe, expect, it } from 'vitest'
import { SGDClassifier } from '#learn/linear-model/sgd-classifier.ts'
import { denseFeatures, toDense } from '#learn/feature-rows.ts'
import { highestScore } from '#learn/multiclass/highest-score.ts'
import { NumpyRandomState } from '#learn/random/mt19937.ts'
import { LinearSVC } from '#learn/svm/linear-svc.ts'
import { closeTo } from '../golden.ts'
import { plainContext, wasmContext } from '#simd/contexts.ts'
import { golden, largestExcess, scaledDigits, testLabels, trainLabels } from './scaled-digits.ts'

const is = (digit: number, labels: Uint8Array) => labels.map((label) => (label === digit ? 1 : 0))

describe.each([
  ['the TypeScript twin', plainContext],
  ['WebAssembly', wasmContext],
])('SGDClassifier, %s', (_, contextOf) => {
  const seeded = (seed: number) => contextOf({ random: new NumpyRandomState(seed) })

  it('learns "zero or not" in five epochs as scikit-learn does with the same seed', () => {
    const { expected } = golden('sgd_log_digits_is0_5epochs')
    const { train, test } = scaledDigits(contextOf())
    for (const epoch of expected.after_epoch) {
      const context = seeded(42)
      const fitted = new SGDClassifier({ loss: 'log_loss', maxIter: epoch.max_iter }).fit(
        train,
        is(0, trainLabels),
        context,
      )
      expect(largestExcess(fitted.models[0].coef, epoch.coef_[0])).toBeLessThanOrEqual(0)
      expect(largestExcess([fitted.models[0].intercept], epoch.intercept_)).toBeLessThanOrEqual(0)
      expect(fitted.iterations).toEqual([epoch.n_iter_])
      expect(context.warnings.length).toBe(epoch.warnings.length)
      if (epoch.max_iter !== 5) continue
      const decision = SGDClassifier.decisionFunction(fitted, test)
      const probabilities = SGDClassifier.predictProba(fitted, test)
      expect(largestExcess(decision.subarray(0, 60), expected.decision)).toBeLessThanOrEqual(0)
      expect(largestExcess(probabilities.subarray(0, 120), expected.proba.flat())).toBeLessThanOrEqual(0)
      const confusion = [
        [0, 0],
        [0, 0],
      ]
      is(0, testLabels).forEach((label, i) => confusion[label][decision[i] > 0 ? 1 : 0]++)
      expect(confusion).toEqual(expected.confusion)
    }
  })

  it('stops by itself where scikit-learn stops', () => {
    const { train } = scaledDigits(contextOf())
    for (const fit of golden('sgd_log_default_stopping').expected.fits) {
      const fitted = new SGDClassifier({ loss: 'log_loss' }).fit(train, is(fit.cls, trainLabels), seeded(fit.seed))
      const epochs = fitted.iterations![0]
      if (fit.cls === 0) {
        expect(epochs).toBe(fit.n_iter_)
        expect(largestExcess(fitted.models[0].coef, fit.coef_[0], 1e-8, 1e-8)).toBeLessThanOrEqual(0)
      } else {
        expect(Math.abs(epochs - fit.n_iter_)).toBeLessThanOrEqual(0.25 * fit.n_iter_)
      }
      const decision = SGDClassifier.decisionFunction(fitted, train)
      const own = is(fit.cls, trainLabels)
      const accuracy = decision.filter((value, i) => value > 0 === (own[i] === 1)).length / own.length
      expect(Math.abs(accuracy - fit.train_accuracy)).toBeLessThanOrEqual(0.01)
    }
  })

  it('tells the irises apart as scikit-learn does: answers and probabilities, on three classes', () => {
    const iris = golden('data_iris').expected as { X: number[][]; y: number[] }
    for (const fit of golden('sgd_multiclass_iris').expected.fits) {
      const X = denseFeatures(iris.X)
      const params = { loss: fit.loss, maxIter: fit.max_iter }
      const context = seeded(42)
      const fitted = new SGDClassifier(params).fit(X, Uint8Array.from(iris.y), context)
      expect(Math.max(...(fitted.iterations ?? []))).toBe(fit.n_iter_)
      expect(context.warnings).toHaveLength(fit.warnings.length)
      const decision = SGDClassifier.decisionFunction(fitted, X)
      const tenth = (_value: number, at: number) => Math.floor(at / 3) % 10 === 0
      expect(largestExcess(decision.filter(tenth), fit.decision.flat())).toBeLessThanOrEqual(0)
      expect([...highestScore(decision, fitted.classes, 'first')]).toEqual(fit.predict)
      if (fit.proba === null) continue
      const probabilities = SGDClassifier.predictProba(fitted, X)
      expect(largestExcess(probabilities.filter(tenth), fit.proba.flat())).toBeLessThanOrEqual(0)
    }
  })

  it('takes the same steps on bytes and on dense rows, whatever the loss and the schedule', () => {
    const { train } = scaledDigits(contextOf())
    const dense = toDense(train)
    const variants = [
      { loss: 'hinge' },
      { loss: 'squared_hinge', alpha: 0.01 },
      { loss: 'modified_huber', penalty: 'none' },
      { loss: 'perceptron', classWeight: 'balanced' },
      { loss: 'log_loss', learningRate: 'invscaling', eta0: 0.1 },
      { loss: 'log_loss', learningRate: 'adaptive', eta0: 0.1, alpha: 200 },
      { loss: 'hinge', learningRate: 'constant', eta0: 0.01, fitIntercept: false, shuffle: false },
    ] as const
    for (const params of variants) {
      const onBytes = new SGDClassifier({ ...params, maxIter: 3 }).fit(train, trainLabels, seeded(7))
      const onRows = new SGDClassifier({ ...params, maxIter: 3 }).fit(dense, trainLabels, seeded(7))
      onBytes.models.forEach(({ coef, intercept }, k) => {
        expect(
          largestExcess(coef, Array.from(onRows.models[k].coef), 1e-9, 1e-9),
          JSON.stringify(params),
        ).toBeLessThanOrEqual(0)
        expect(intercept).toBeCloseTo(onRows.models[k].intercept, 8)
      })
    }
  })

  it('gives every one-vs-rest problem the weights it would have alone', () => {
    const { train } = scaledDigits(contextOf())
    const together = new SGDClassifier({ maxIter: 4 }).fitOneVsRest(train, trainLabels, [0, 1, 8], seeded(3))
    ;[0, 1, 8].forEach((digit, k) => {
      const alone = new SGDClassifier({ maxIter: 4 }).fit(train, is(digit, trainLabels), seeded(3))
      expect(together[k].models).toEqual(alone.models)
    })
  })
})

it('counts the numbers that SGD with the absolute penalty works on against the memory budget', () => {
  const { train } = scaledDigits(plainContext())
  const seeded = (budgetBytes: number) => plainContext({ budgetBytes, random: new NumpyRandomState(1) })
  const fit = (context: ReturnType<typeof seeded>) =>
    new SGDClassifier({ penalty: 'l1', maxIter: 1 }).fit(train, trainLabels, context)
  const enough = train.rows * train.columns * 8 + 1000
  expect(fit(seeded(enough)).models).toHaveLength(10)
  expect(() => fit(seeded(enough / 2))).toThrow('memory budget')
})

it('weighs balanced classes as scikit-learn does: of more than two, only each class itself', () => {
  const { X, y } = golden('data_iris').expected as { X: number[][]; y: number[] }
  const { input, expected } = golden('class_weight_balanced_iris')
  const rows: number[] = input.rows
  const some = denseFeatures(rows.map((row) => X[row]))
  const labels = Uint8Array.from(rows, (row) => y[row])
  const sgd = new SGDClassifier({ loss: 'log_loss', classWeight: 'balanced', maxIter: 5 })
  const svc = new LinearSVC({ classWeight: 'balanced', tol: 1e-10, maxIter: 10000 })
  const fits = [
    ['SGDClassifier', sgd.fit(some, labels, plainContext({ random: new NumpyRandomState(42) })), 1e-9],
    ['LinearSVC', svc.fit(some, labels, plainContext()), 1e-6],
  ] as const
  for (const [name, { models }, rtol] of fits) {
    models.forEach(({ coef, intercept }, k) => {
      expect(closeTo(coef, expected[name].coef_[k], { rtol, atol: rtol / 100 }), name).toBe(true)
      expect(closeTo([intercept], [expected[name].intercept_[k]], { rtol, atol: rtol / 100 }), name).toBe(true)
    })
  }
})
