/** What Evaluate can show, from the whole to the single. */
export const sections = [
  { id: 'matrix', label: 'Matrix' },
  { id: 'digits', label: 'Digits' },
  { id: 'probabilities', label: 'Probabilities' },
  { id: 'examples', label: 'Examples' },
  { id: 'weights', label: 'Weights' },
  { id: 'own', label: 'Own digits' },
] as const

export type SectionId = (typeof sections)[number]['id']
