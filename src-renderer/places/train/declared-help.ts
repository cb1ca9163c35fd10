import { terms, type Term } from '#renderer/components/terms.ts'

/** The terms behind steps and parameters, by the names that scikit-learn gives them. */
const termOf: Partial<Record<string, Term>> = {
  VarianceThreshold: 'varianceThreshold',
  StandardScaler: 'standardScaling',
  OneVsRestClassifier: 'oneVsRest',
  C: 'regularisation',
}

/** What the help of a step or a parameter shows: its declared line, and the sentences and the formula of its term where it has one. */
export function declaredHelp(name: string, { label, help }: { label: string; help: string }) {
  const term = termOf[name]
  return { name: label, help, ...(term && { sentences: terms[term].sentences, formula: terms[term].formula }) }
}
