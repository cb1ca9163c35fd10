import type { DigitSet } from '#learn/datasets/digit-set.ts'
import type { FittedOneVsRest } from '#learn/multiclass/one-vs-rest-classifier.ts'
import { featuresOf, type FittedPipeline } from '#learn/pipeline/pipeline.ts'
import { StandardScaler } from '#learn/preprocessing/standard-scaler.ts'
import type { FittedSVC } from '#learn/svm/svc.ts'
import { takeRows } from '#learn/svm/support-vectors.ts'
import { plainContext } from '#simd/contexts.ts'

/** As if an RBF machine had kept every one of these digits as support vector, each for two of the ten digits. */
export function madeMachine(digits: DigitSet): FittedPipeline {
  const X = featuresOf(digits)
  const scaler = new StandardScaler().fit(X, null, plainContext())
  const supportRows = Int32Array.from({ length: digits.rows }, (_, i) => i)
  const support = takeRows(StandardScaler.transform(scaler, X), supportRows)
  const classes = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]
  const state = { iterations: [1], converged: true, complete: true, kernelRows: 0 }
  const estimators = classes.map((label): FittedSVC => {
    const vectors = supportRows.filter((i) => digits.labels[i] === label || i % 10 === label)
    return {
      kind: 'SVC',
      classes: [0, 1],
      columns: X.columns,
      kernel: { name: 'rbf', gamma: 1 / X.columns, coef0: 0, degree: 3 },
      support,
      supportRows,
      machines: [
        {
          vectors,
          coefficients: Float64Array.from(vectors, (i) => (digits.labels[i] === label ? 1 : -0.3)),
          intercept: -0.5,
        },
      ],
      ...state,
    }
  })
  const classifier = {
    kind: 'OneVsRestClassifier',
    classes,
    columns: X.columns,
    estimators,
    ties: 'first',
    ...state,
  } satisfies FittedOneVsRest
  return {
    kind: 'Pipeline',
    spec: { steps: [], seed: 1 },
    columns: X.columns,
    features: X.columns,
    classes,
    transformers: [scaler],
    classifier,
    ...state,
  }
}
