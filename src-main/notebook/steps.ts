import { notebookPipelines } from '#learn/pipeline/notebook-pipelines.ts'

export const notebookSteps = notebookPipelines

/** The step that counts pixels and fits nothing. */
export const featuresStep = 'features'

/** What the notebook itself runs. */
const all = [featuresStep, 'zero', 'digits', 'linear-svm', 'poly-svm', 'rbf-svm', 'sigmoid-svm']

export const defaultSteps = all
export const stepNames = [featuresStep, ...notebookSteps.map(({ name }) => name)]

/** The names that a word of `--only` stands for; null: none. */
export function namesOf(word: string): string[] | null {
  if (word === 'all') return all
  return stepNames.includes(word) ? [word] : null
}
