import type { ParamValue, PipelineSpec, StepSpec } from './pipeline-spec.ts'

/** A cell of the notebook that fits a pipeline, or one that goes beyond it. */
export interface NotebookPipeline {
  name: string
  title: string
  /** One sentence: what it answers. */
  summary: string
  /** Share of the 10,000 test digits read right after 60,000 training digits: what the notebook printed. null: not in the notebook. */
  accuracy: number | null
  pipeline(seed: number): PipelineSpec
}

const varying = (threshold: number): StepSpec => ({ kind: 'VarianceThreshold', params: { threshold } })
const scaled: StepSpec = { kind: 'StandardScaler', params: {} }
const upright: StepSpec[] = [
  { kind: 'Deskew', params: {} },
  { kind: 'Normalizer', params: {} },
]

/** Pens write ones with an upstroke and fives with a bar apart; MNIST has few of them. */
const otherHands: StepSpec = { kind: 'Augment', params: { copies: 0, drawn: 0.04 } }

const oneVsRest = (kind: string, params: Record<string, ParamValue>): StepSpec => ({
  kind: 'OneVsRestClassifier',
  params: {},
  estimator: { kind, params },
})

const championParams = { kernel: 'poly', degree: 5, gamma: 1, coef0: 0, C: 10 }

export const notebookPipelines: NotebookPipeline[] = [
  {
    name: 'zero',
    title: 'Zero or not (gradient steps)',
    summary: 'One linear model that tells zeros from every other digit after five passes over the digits.',
    accuracy: 0.9893,
    pipeline: (seed) => ({
      steps: [varying(0), scaled, { kind: 'SGDClassifier', params: { loss: 'log_loss', maxIter: 5 } }],
      positive: [0],
      seed,
    }),
  },
  {
    name: 'digits',
    title: 'All digits, logistic regression (SAGA)',
    summary: 'Ten linear models, each telling its digit from all others; the surest one answers.',
    accuracy: 0.9029,
    pipeline: (seed) => ({
      steps: [varying(0), scaled, oneVsRest('LogisticRegression', { solver: 'saga', maxIter: 100 })],
      seed,
    }),
  },
  {
    name: 'digits-lbfgs',
    title: 'All digits, logistic regression (L-BFGS)',
    summary: 'The same ten models, found by another way that goes on until they settle.',
    accuracy: null,
    pipeline: (seed) => ({
      steps: [varying(0), scaled, oneVsRest('LogisticRegression', { solver: 'lbfgs' })],
      seed,
    }),
  },
  {
    name: 'linear-svm',
    title: 'Linear support vector machine',
    summary: 'Ten linear models that care only for digits near the border.',
    accuracy: 0.9172,
    pipeline: (seed) => ({ steps: [varying(100), scaled, oneVsRest('LinearSVC', {})], seed }),
  },
  {
    name: 'poly-svm',
    title: 'Polynomial support vector machine, degree 3',
    summary: 'Looks at three pixels together, among those that vary a good deal.',
    accuracy: 0.9753,
    pipeline: (seed) => ({
      steps: [varying(100), scaled, oneVsRest('SVC', { kernel: 'poly', degree: 3 })],
      seed,
    }),
  },
  {
    name: 'poly4-svm',
    title: 'Polynomial support vector machine, degree 4',
    summary: 'Looks at four pixels together.',
    accuracy: 0.9703,
    pipeline: (seed) => ({
      steps: [varying(100), scaled, oneVsRest('SVC', { kernel: 'poly', degree: 4 })],
      seed,
    }),
  },
  {
    name: 'poly-svm-unmasked',
    title: 'Polynomial support vector machine, all varying pixels',
    summary: 'Degree 3 with the rarely inked margin of the digits, which misleads it.',
    accuracy: 0.9678,
    pipeline: (seed) => ({
      steps: [varying(0), scaled, oneVsRest('SVC', { kernel: 'poly', degree: 3 })],
      seed,
    }),
  },
  {
    name: 'rbf-svm',
    title: 'RBF support vector machine',
    summary: 'Compares digits by how near they lie to each other.',
    accuracy: 0.9681,
    pipeline: (seed) => ({ steps: [scaled, oneVsRest('SVC', { kernel: 'rbf' })], seed }),
  },
  {
    name: 'sigmoid-svm',
    title: 'Sigmoid support vector machine',
    summary: 'A kernel that does not suit digits; in the notebook to show that.',
    accuracy: 0.817,
    pipeline: (seed) => ({ steps: [scaled, oneVsRest('SVC', { kernel: 'sigmoid' })], seed }),
  },
  {
    name: 'knn',
    title: 'Nearest neighbours',
    summary: 'Asks the five training digits that look most like the new one.',
    accuracy: 0.9691,
    pipeline: (seed) => ({
      steps: [{ kind: 'KNeighborsClassifier', params: { nNeighbors: 5, weights: 'distance' } }],
      seed,
    }),
  },
  {
    name: 'champion',
    title: 'Champion: upright digits, degree 5',
    summary: 'Sets every digit upright first; nine of ten mistakes of the linear models are gone.',
    accuracy: null,
    pipeline: (seed) => ({ steps: [otherHands, ...upright, oneVsRest('SVC', championParams)], seed }),
  },
  {
    name: 'virtual-svm',
    title: 'Virtual support vectors, degree 9',
    summary: "Learns the champion's hardest digits again, each moved about in four ways.",
    accuracy: null,
    pipeline: (seed) => ({
      steps: [
        otherHands,
        ...upright,
        {
          kind: 'VirtualSupportVectors',
          params: { shifts: 'moves', firstDegree: 5, firstC: 10 },
          estimator: oneVsRest('SVC', { kernel: 'poly', degree: 9, gamma: 0.5, coef0: 0.5, C: 10 }),
        },
      ],
      seed,
    }),
  },
]
