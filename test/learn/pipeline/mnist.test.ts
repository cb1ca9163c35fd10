import { describe, expect, it } from 'vitest'
import { rowRange } from '#learn/feature-rows.ts'
import { VarianceThreshold } from '#learn/feature-selection/variance-threshold.ts'
import { accuracyScore } from '#learn/metrics/accuracy-score.ts'
import { f1Score } from '#learn/metrics/precision-recall-fscore.ts'
import type { FittedOneVsRest } from '#learn/multiclass/one-vs-rest-classifier.ts'
import { notebookPipelines } from '#learn/pipeline/notebook-pipelines.ts'
import { featuresOf, fitPipeline, labelsFor, predict } from '#learn/pipeline/pipeline.ts'
import { NumpyRandomState } from '#learn/random/mt19937.ts'
import type { FittedSVC } from '#learn/svm/svc.ts'
import { wasmContext } from '#simd/contexts.ts'
import { hasMnist, mnist, needsMnist } from '../../mnist.ts'

/** A pipeline of the notebook on the first so many training digits, and what it answers for all test digits. */
function fitted(name: string, rows: number) {
  const train = mnist('train')
  const test = mnist('t10k')
  const spec = notebookPipelines.find((pipeline) => pipeline.name === name)?.pipeline(42)
  if (spec === undefined) throw new Error(`The notebook has no ${name}.`)
  const context = wasmContext({ budgetBytes: 2 ** 30, random: new NumpyRandomState(42) })
  const X = rowRange(featuresOf(train), 0, rows)
  const started = performance.now()
  const model = fitPipeline(spec, X, train.labels.subarray(0, rows), context)
  const seconds = (performance.now() - started) / 1000
  const predicted = predict(model, featuresOf(test), context)
  const actual = labelsFor(spec, test.labels)
  return { model, seconds, actual, predicted, accuracy: accuracyScore(actual, predicted) }
}

/** Figures of scikit-learn 1.2.1 on the same rows: `make_pipeline(VarianceThreshold(t), StandardScaler(), estimator).fit(X[:n], y[:n])`. */
describe.skipIf(!hasMnist)(`on the digits of MNIST ${needsMnist}`, { timeout: 120_000 }, () => {
  it('717 pixels vary at all, and 522 by more than 100', () => {
    const X = featuresOf(mnist('train'))
    const kept = [0, 100].map((threshold) => new VarianceThreshold({ threshold }).fit(X, null, wasmContext()).selected)
    expect(kept.map(({ length }) => length)).toEqual([717, 522])
  })

  it('zero is told from the rest as with the same seed there: SGDClassifier(loss="log_loss", max_iter=5, random_state=42)', () => {
    const { actual, predicted, accuracy } = fitted('zero', 60_000)
    expect(accuracy).toBe(0.9898)
    expect(f1Score(actual, predicted, { average: 'binary' })).toBeCloseTo(0.94753, 5)
  })

  it('ten logistic models answer 8,828 right: OneVsRestClassifier(LogisticRegression(solver="saga", random_state=42)), n = 10000', () => {
    const { model, accuracy } = fitted('digits', 10_000)
    expect(model.features).toBe(673)
    expect(model.iterations).toEqual(Array.from({ length: 10 }, () => 100))
    expect(accuracy).toBe(0.8828)
  })

  it('machines keep as many support vectors: OneVsRestClassifier(SVC(kernel="poly", degree=3)), n = 5000', () => {
    const { model, accuracy } = fitted('poly-svm', 5000)
    expect(model.features).toBe(526)
    const estimators = (model.classifier as FittedOneVsRest).estimators as FittedSVC[]
    const each = [949, 907, 1319, 1284, 1522, 1399, 1142, 1176, 1561, 1505]
    estimators.forEach(({ machines: [{ vectors }] }, k) =>
      expect(Math.abs(vectors.length / each[k] - 1), `digit ${k}: ${vectors.length}`).toBeLessThan(0.005),
    )
    expect(Math.abs(estimators[0].supportRows.length / 3888 - 1)).toBeLessThan(0.005)
    expect(Math.abs(accuracy - 0.937)).toBeLessThanOrEqual(0.0005)
  })
})
