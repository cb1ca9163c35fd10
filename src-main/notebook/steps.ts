import type { PipelineSpec, StepSpec } from '#learn/pipeline/pipeline-spec.ts'

/** A cell of the notebook that fits a pipeline. */
export interface NotebookStep {
  name: string
  title: string
  pipeline(seed: number): PipelineSpec
}

const masked = (threshold: number): StepSpec[] => [
  { kind: 'VarianceThreshold', params: { threshold } },
  { kind: 'StandardScaler', params: {} },
]

const oneVsRest = (estimator: StepSpec): StepSpec => ({ kind: 'OneVsRestClassifier', params: {}, estimator })

export const notebookSteps: NotebookStep[] = [
  {
    name: 'digits-lbfgs',
    title: 'All digits, logistic regression (L-BFGS)',
    pipeline: (seed) => ({
      steps: [...masked(0), oneVsRest({ kind: 'LogisticRegression', params: { solver: 'lbfgs' } })],
      seed,
    }),
  },
]

/** The step that counts pixels and fits nothing. */
export const featuresStep = 'features'

/** Other names that `--only` takes. */
const aliases: Record<string, string[]> = {
  all: [featuresStep, 'digits-lbfgs'],
  digits: ['digits-lbfgs'],
}

export const defaultSteps = aliases.all
export const stepNames = [featuresStep, ...notebookSteps.map(({ name }) => name)]

/** The names that a word of `--only` stands for; null: none. */
export function namesOf(word: string): string[] | null {
  return aliases[word] ?? (stepNames.includes(word) ? [word] : null)
}
