import type { EstimatorDeclaration } from '../pipeline/pipeline-spec.ts'

export const oneVsRestClassifierDeclaration: EstimatorDeclaration = {
  kind: 'OneVsRestClassifier',
  label: 'One against the rest',
  help: 'Trains one model for every digit, which tells it from all others; the surest one answers.',
  role: 'meta',
  params: [
    {
      name: 'ties',
      label: 'On a tie',
      help: 'Which digit answers when two are equally sure: scikit-learn takes the first since 1.8 and took the last before.',
      type: 'choice',
      options: [
        { value: 'first', label: 'The first' },
        { value: 'last', label: 'The last' },
      ],
      default: 'first',
    },
  ],
}
