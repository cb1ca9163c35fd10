import type { ParamDeclaration } from '../pipeline/pipeline-spec.ts'

/** Parameters that the linear classifiers have in common; where they mean something else to one of them, it says so itself. */
const positive = { type: 'number', min: 0, minExclusive: true, max: Infinity, scale: 'log' } as const

export const strengthParam = (what: string): ParamDeclaration => ({
  ...positive,
  name: 'C',
  label: 'C',
  help: `How much ${what}; lower it when the test digits do worse than the training digits.`,
  default: 1,
})

export const toleranceParam = (when: string): ParamDeclaration => ({
  ...positive,
  name: 'tol',
  label: 'Tolerance',
  help: `Stops when ${when}; smaller is more exact and slower.`,
  default: 1e-4,
})

export const interceptParam = (label: string): ParamDeclaration => ({
  name: 'fitIntercept',
  label,
  help: 'Lets a digit be more or less likely from the start; leave it on.',
  type: 'boolean',
  default: true,
})

export const classWeightParam: ParamDeclaration = {
  name: 'classWeight',
  label: 'Class weights',
  help: 'Balanced makes rare digits count as much as frequent ones.',
  type: 'choice',
  options: [
    { value: 'none', label: 'All alike' },
    { value: 'balanced', label: 'Balanced' },
  ],
  default: 'none',
}
