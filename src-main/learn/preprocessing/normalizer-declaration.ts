import type { EstimatorDeclaration } from '../pipeline/pipeline-spec.ts'

export const normalizerDeclaration: EstimatorDeclaration = {
  kind: 'Normalizer',
  label: 'Same strength',
  help: 'Divides every digit by its own length, so that thick and thin pens count alike.',
  role: 'transformer',
  params: [
    {
      name: 'norm',
      label: 'Length',
      help: 'What is made 1: the root of the summed squares, the sum, or the largest value.',
      type: 'choice',
      options: [
        { value: 'l2', label: 'Root of summed squares' },
        { value: 'l1', label: 'Sum' },
        { value: 'max', label: 'Largest value' },
      ],
      default: 'l2',
    },
  ],
}
