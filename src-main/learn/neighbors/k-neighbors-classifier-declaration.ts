import type { EstimatorDeclaration } from '../pipeline/pipeline-spec.ts'

export const kNeighborsClassifierDeclaration: EstimatorDeclaration = {
  kind: 'KNeighborsClassifier',
  label: 'Nearest neighbours',
  help: 'Keeps all training digits and asks those that look most like the new one. Nothing to train; every answer is a search.',
  role: 'classifier',
  params: [
    {
      name: 'nNeighbors',
      label: 'Neighbours',
      help: 'How many digits are asked; more is steadier and blurs fine differences.',
      type: 'number',
      min: 1,
      max: 1000,
      integer: true,
      step: 1,
      default: 5,
    },
    {
      name: 'weights',
      label: 'Votes',
      help: 'Whether each neighbour counts the same or nearer ones count more.',
      type: 'choice',
      options: [
        { value: 'uniform', label: 'All alike' },
        { value: 'distance', label: 'Nearer counts more' },
      ],
      default: 'uniform',
    },
  ],
}
