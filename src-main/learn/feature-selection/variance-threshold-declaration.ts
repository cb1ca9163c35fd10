import type { EstimatorDeclaration } from '../pipeline/pipeline-spec.ts'

export const varianceThresholdDeclaration: EstimatorDeclaration = {
  kind: 'VarianceThreshold',
  label: 'Choose pixels by variance',
  help: 'Leaves out pixels that hardly change from digit to digit.',
  role: 'selector',
  params: [
    {
      name: 'threshold',
      label: 'Variance above',
      help: 'Keeps pixels whose variance (grey levels squared) is larger. 0 drops only pixels that never change; 100 drops faint edges.',
      type: 'number',
      min: 0,
      max: Infinity,
      step: 1,
      default: 0,
    },
  ],
}
