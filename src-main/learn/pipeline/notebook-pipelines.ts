import type { ParamValue, PipelineSpec, StepSpec } from './pipeline-spec.ts'

/** Share of MNIST's test digits read right after all its training digits, and whose figure that is. */
export interface KnownFigure {
  accuracy: number
  by: 'notebook' | 'scikit-learn'
}

/** A cell of the notebook that fits a pipeline, or one that goes beyond it. */
export interface NotebookPipeline {
  name: string
  title: string
  /** One sentence: what it answers. */
  summary: string
  /** What it came to elsewhere; null: not measured there. */
  known: KnownFigure | null
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

/** One-vs-rest of polynomial machines on the pixels whose variance is above the threshold. */
const polynomial = (threshold: number, degree: number) => (seed: number) => ({
  steps: [varying(threshold), scaled, oneVsRest('SVC', { kernel: 'poly', degree })],
  seed,
})

const printed = (accuracy: number): KnownFigure => ({ accuracy, by: 'notebook' })

const championParams = { kernel: 'poly', degree: 5, gamma: 1, coef0: 0, C: 10 }

export const notebookPipelines: NotebookPipeline[] = [
  {
    name: 'zero',
    title: 'Zero or not (gradient steps)',
    summary: 'One linear model that tells zeros from every other digit after five passes over the digits.',
    known: printed(0.9893),
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
    known: printed(0.9029),
    pipeline: (seed) => ({
      steps: [varying(0), scaled, oneVsRest('LogisticRegression', { solver: 'saga', maxIter: 100 })],
      seed,
    }),
  },
  {
    name: 'digits-lbfgs',
    title: 'All digits, logistic regression (L-BFGS)',
    summary:
      'Ten linear models, each telling its digit from all others, found by a method that goes on until they converge.',
    known: null,
    pipeline: (seed) => ({
      steps: [varying(0), scaled, oneVsRest('LogisticRegression', { solver: 'lbfgs' })],
      seed,
    }),
  },
  {
    name: 'linear-svm',
    title: 'Linear support vector machine',
    summary: 'Ten linear models that care only for digits near the border.',
    known: printed(0.9172),
    pipeline: (seed) => ({ steps: [varying(100), scaled, oneVsRest('LinearSVC', {})], seed }),
  },
  {
    name: 'poly2-svm',
    title: 'Polynomial support vector machine, degree 2',
    summary: 'Looks at two pixels together, among those that vary a good deal.',
    known: null,
    pipeline: polynomial(100, 2),
  },
  {
    name: 'poly2-svm-unmasked',
    title: 'Polynomial support vector machine, degree 2, all varying pixels',
    summary: 'Degree 2 with the margin of the digits, which is rarely inked.',
    known: null,
    pipeline: polynomial(0, 2),
  },
  {
    name: 'poly-svm',
    title: 'Polynomial support vector machine, degree 3',
    summary: 'Looks at three pixels together, among those that vary a good deal.',
    known: printed(0.9753),
    pipeline: polynomial(100, 3),
  },
  {
    name: 'poly-svm-unmasked',
    title: 'Polynomial support vector machine, degree 3, all varying pixels',
    summary: 'Degree 3 with the margin of the digits, which is rarely inked and misleads it.',
    known: printed(0.9678),
    pipeline: polynomial(0, 3),
  },
  {
    name: 'poly4-svm',
    title: 'Polynomial support vector machine, degree 4',
    summary: 'Looks at four pixels together.',
    known: printed(0.9703),
    pipeline: polynomial(100, 4),
  },
  {
    name: 'poly4-svm-unmasked',
    title: 'Polynomial support vector machine, degree 4, all varying pixels',
    summary: 'Degree 4 with the margin of the digits, which is rarely inked.',
    known: null,
    pipeline: polynomial(0, 4),
  },
  {
    name: 'rbf-svm',
    title: 'RBF support vector machine',
    summary: 'Compares digits by how near they lie to each other.',
    known: printed(0.9681),
    pipeline: (seed) => ({ steps: [scaled, oneVsRest('SVC', { kernel: 'rbf' })], seed }),
  },
  {
    name: 'sigmoid-svm',
    title: 'Sigmoid support vector machine',
    summary: 'A kernel that does not suit digits; in the notebook to show that.',
    known: printed(0.817),
    pipeline: (seed) => ({ steps: [scaled, oneVsRest('SVC', { kernel: 'sigmoid' })], seed }),
  },
  {
    name: 'knn',
    title: 'Nearest neighbours',
    summary: 'Asks the five training digits that look most like the new one.',
    known: { accuracy: 0.9691, by: 'scikit-learn' },
    pipeline: (seed) => ({
      steps: [{ kind: 'KNeighborsClassifier', params: { nNeighbors: 5, weights: 'distance' } }],
      seed,
    }),
  },
  {
    name: 'champion',
    title: 'Champion: upright digits, degree 5',
    summary: "Sets every digit upright first; makes a tenth of the linear models' mistakes.",
    known: null,
    pipeline: (seed) => ({ steps: [otherHands, ...upright, oneVsRest('SVC', championParams)], seed }),
  },
  {
    name: 'virtual-svm',
    title: 'Virtual support vectors, degree 9',
    summary: "Learns the champion's hardest digits again, each moved about in four ways.",
    known: null,
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
