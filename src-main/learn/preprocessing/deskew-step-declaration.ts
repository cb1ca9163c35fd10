import type { EstimatorDeclaration } from '../pipeline/pipeline-spec.ts'

export const deskewDeclaration: EstimatorDeclaration = {
  kind: 'Deskew',
  label: 'Deskew',
  help: 'Shears every digit upright and centres it, so that slanted handwriting counts like upright one.',
  role: 'transformer',
  params: [],
}
