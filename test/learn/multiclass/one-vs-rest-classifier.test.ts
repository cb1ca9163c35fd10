import { describe, expect, it } from 'vitest'
import { denseFeatures } from '#learn/feature-rows.ts'
import { LogisticRegression } from '#learn/linear-model/logistic-regression.ts'
import { highestScore } from '#learn/multiclass/highest-score.ts'
import { OneVsRestClassifier } from '#learn/multiclass/one-vs-rest-classifier.ts'
import { shareOfRow } from '#learn/probabilities.ts'
import { SVC } from '#learn/svm/svc.ts'
import '#learn/pipeline/registry.ts'
import { plainContext } from '#simd/contexts.ts'
import { closeTo, golden, goldenInput } from '../golden.ts'

const { classes, scores, probs } = goldenInput<{ classes: number[]; scores: number[][]; probs: number[][] }>(
  'ovr_predict_rules',
)
const expected = golden<{
  predict: number[]
  predict_first_wins: number[]
  proba: number[][]
  all_zero_row: number[][]
  binary_y_n_estimators: number
  binary_y_decision: number[]
  binary_y_predict: number[]
}>('ovr_predict_rules')

describe('OneVsRestClassifier', () => {
  it('answers ties with the first class, or with the last as scikit-learn did before 1.8', () => {
    const flat = Float64Array.from(scores.flat())
    expect([...highestScore(flat, classes, 'first')]).toEqual(expected.predict_first_wins)
    expect([...highestScore(flat, classes, 'last')]).toEqual(expected.predict)
  })

  it('never lets NaN win', () => {
    expect([...highestScore(Float64Array.of(NaN, -5, NaN), [1, 2, 3], 'last')]).toEqual([2])
  })

  it('divides probabilities by their sum, and gives NaN for a row of zeros', () => {
    const shares = shareOfRow(Float64Array.from(probs.flat()), 3)
    expect(closeTo(shares, expected.proba.flat(), { rtol: 1e-15, atol: 1e-16 })).toBe(true)
    expect(closeTo(shareOfRow(new Float64Array(3), 3), expected.all_zero_row.flat(), { rtol: 0 })).toBe(true)
  })

  it('fits one estimator for two classes, positive for the larger label', () => {
    const context = plainContext()
    const X = denseFeatures([[0], [1], [2], [3]])
    const fitted = new OneVsRestClassifier({ estimator: new LogisticRegression() }).fit(
      X,
      Uint8Array.of(7, 7, 9, 9),
      context,
    )
    expect(fitted.estimators).toHaveLength(1)
    expect([...OneVsRestClassifier.predict(fitted, X, context)]).toEqual([7, 7, 9, 9])
    expect(OneVsRestClassifier.decisionFunction(fitted, X, context)).toHaveLength(4)
    const probabilities = OneVsRestClassifier.predictProba(fitted, X, context)
    expect(probabilities[0] + probabilities[1]).toBe(1)
    expect(probabilities[7]).toBeGreaterThan(0.5)
  })

  it('gives for two classes the decision values and labels of scikit-learn', () => {
    const context = plainContext()
    const X = denseFeatures([[0], [1], [2], [3]])
    const fitted = new OneVsRestClassifier({ estimator: new SVC({ kernel: 'linear' }) }).fit(
      X,
      Uint8Array.of(7, 7, 9, 9),
      context,
    )
    expect(fitted.estimators).toHaveLength(expected.binary_y_n_estimators)
    const decision = OneVsRestClassifier.decisionFunction(fitted, X, context)
    expect([...decision]).toEqual(expected.binary_y_decision)
    expect([...OneVsRestClassifier.predict(fitted, X, context)]).toEqual(expected.binary_y_predict)
  })

  it('warns about a single class and always answers it', () => {
    const context = plainContext()
    const X = denseFeatures([[0], [1]])
    const fitted = new OneVsRestClassifier({ estimator: new LogisticRegression() }).fit(X, Uint8Array.of(7, 7), context)
    expect(context.warnings).toEqual(['All training digits are labelled 7, so that is always the answer.'])
    expect([...OneVsRestClassifier.predict(fitted, X, context)]).toEqual([7, 7])
    expect([...OneVsRestClassifier.predictProba(fitted, X, context)]).toEqual([1, 1])
  })

  it('fits estimators one after another where they cannot share the work, with the same answer', () => {
    const context = plainContext()
    const X = denseFeatures([
      [0, 1],
      [1, 0],
      [2, 2],
      [0, 2],
      [1, 1],
      [3, 2],
    ])
    const y = Uint8Array.of(0, 1, 2, 0, 1, 2)
    const shared = new LogisticRegression()
    const apart = { fit: shared.fit.bind(shared) }
    const together = new OneVsRestClassifier({ estimator: shared }).fit(X, y, context)
    const single = new OneVsRestClassifier({ estimator: apart }).fit(X, y, context)
    const score = (fitted: typeof single) => OneVsRestClassifier.decisionFunction(fitted, X, context)
    expect(closeTo(score(single), score(together), { rtol: 1e-6, atol: 1e-6 })).toBe(true)
    expect(context.told.at(-1)?.phase).toBe('fitting, digit 2')
  })
})
