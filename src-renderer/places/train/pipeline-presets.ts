import { notebookPipelines } from '#learn/pipeline/notebook-pipelines.ts'
import type { PipelineSpec } from '#learn/pipeline/pipeline-spec.ts'

/** A cell of the notebook, ready to run. */
export interface PipelinePreset {
  id: string
  name: string
  /** One sentence: what it answers. */
  summary: string
  /** The accuracy that the notebook printed for it on MNIST; null: it has no such cell. */
  printed: number | null
  pipeline: PipelineSpec
}

const seed = 42

/** Parameters that are not named take the estimator's default. */
export const pipelinePresets: PipelinePreset[] = [
  {
    id: 'digits-lbfgs',
    name: 'All digits, logistic regression (L-BFGS)',
    summary: 'Ten linear models, each telling its digit from all others; the surest one answers.',
    printed: null,
    pipeline: {
      steps: [
        { kind: 'VarianceThreshold', params: { threshold: 0 } },
        { kind: 'StandardScaler', params: {} },
        {
          kind: 'OneVsRestClassifier',
          params: {},
          estimator: { kind: 'LogisticRegression', params: { C: 1, maxIter: 100, tol: 1e-4 } },
        },
      ],
      seed,
    },
  },
  {
    id: 'zero-lbfgs',
    name: 'Zero or not',
    summary: 'One linear model that tells zeros from every other digit.',
    printed: null,
    pipeline: {
      steps: [
        { kind: 'VarianceThreshold', params: { threshold: 0 } },
        { kind: 'StandardScaler', params: {} },
        {
          kind: 'OneVsRestClassifier',
          params: {},
          estimator: { kind: 'LogisticRegression', params: { C: 1, maxIter: 100, tol: 1e-4 } },
        },
      ],
      positive: [0],
      seed,
    },
  },
  ...notebookPipelines
    .filter(({ name }) => name !== 'digits-lbfgs')
    .map(({ name, title, summary, accuracy, pipeline }) => ({
      id: name,
      name: title,
      summary,
      printed: accuracy,
      pipeline: pipeline(seed),
    })),
  {
    id: 'sklearn-svc',
    name: "SVC as in scikit-learn's defaults",
    summary: 'RBF kernel, C 1, gamma scale, one against one, pixels as they are: what SVC() does.',
    printed: null,
    pipeline: { steps: [{ kind: 'SVC', params: {} }], seed },
  },
  {
    id: 'sklearn-logistic',
    name: "Logistic regression as in scikit-learn's defaults",
    summary: 'L-BFGS, C 1, 100 iterations, pixels as they are: what LogisticRegression() does.',
    printed: null,
    pipeline: { steps: [{ kind: 'LogisticRegression', params: {} }], seed },
  },
]
