import type { EstimatorDeclaration } from '../pipeline/pipeline-spec.ts'

export const standardScalerDeclaration: EstimatorDeclaration = {
  kind: 'StandardScaler',
  label: 'Scale',
  help: 'Gives every pixel mean 0 and variance 1 over the training digits, so that no pixel counts for more than another.',
  role: 'transformer',
  params: [
    {
      name: 'withMean',
      label: 'Subtract the mean',
      help: 'Moves every pixel so that its mean becomes 0.',
      type: 'boolean',
      default: true,
    },
    {
      name: 'withStd',
      label: 'Divide by the standard deviation',
      help: 'Divides every pixel by its standard deviation; switch it off to keep faint edge pixels faint.',
      type: 'boolean',
      default: true,
    },
  ],
}
