import { notebookPipelines, type KnownFigure } from '#learn/pipeline/notebook-pipelines.ts'
import type { PipelineSpec } from '#learn/pipeline/pipeline-spec.ts'

/** A cell of the notebook, ready to run. */
export interface PipelinePreset {
  id: string
  name: string
  /** One sentence: what it answers. */
  summary: string
  known: KnownFigure | null
  pipeline: PipelineSpec
}

const seed = 42

const ofNotebook: PipelinePreset[] = notebookPipelines.map(({ name, title, summary, known, pipeline }) => ({
  id: name,
  name: title,
  summary,
  known,
  pipeline: pipeline(seed),
}))
const first = ofNotebook.filter(({ id }) => id === 'digits-lbfgs')

/** Parameters that are not named take the estimator's default. */
export const pipelinePresets: PipelinePreset[] = [
  ...first,
  ...first.map(({ pipeline }) => ({
    id: 'zero-lbfgs',
    name: 'Zero or not',
    summary: 'One linear model that tells zeros from every other digit.',
    known: null,
    pipeline: { ...pipeline, positive: [0] },
  })),
  ...ofNotebook.filter((preset) => !first.includes(preset)),
  {
    id: 'sklearn-svc',
    name: "SVC as in scikit-learn's defaults",
    summary: 'RBF kernel, C 1, gamma scale, one against one, pixels as they are: what SVC() does.',
    known: null,
    pipeline: { steps: [{ kind: 'SVC', params: {} }], seed },
  },
  {
    id: 'sklearn-logistic',
    name: "Logistic regression as in scikit-learn's defaults",
    summary: 'L-BFGS, C 1, 100 iterations, pixels as they are: what LogisticRegression() does.',
    known: null,
    pipeline: { steps: [{ kind: 'LogisticRegression', params: {} }], seed },
  },
]
