import type { EstimatorDeclaration } from '../pipeline/pipeline-spec.ts'

export const virtualSupportVectorsDeclaration: EstimatorDeclaration = {
  kind: 'VirtualSupportVectors',
  label: 'Virtual support vectors',
  help: 'Fits twice: the digits that proved hardest are shifted by one pixel in each direction and learnt again. Slow, and the best of all.',
  role: 'meta',
  params: [
    {
      name: 'shifts',
      label: 'Shifts',
      help: 'One pixel up, down, left and right, or also the four diagonals: more time, fewer mistakes. Four, moved: each is also turned, scaled, bolder or thinner, for other hands and pens.',
      type: 'choice',
      options: [
        { value: '4', label: 'Four' },
        { value: '8', label: 'Eight' },
        { value: 'moves', label: 'Four, moved' },
      ],
      default: '8',
    },
    {
      name: 'firstDegree',
      label: 'Degree of the first fit',
      help: 'The first fit finds the hard digits with a plain polynomial kernel of this degree.',
      type: 'number',
      min: 1,
      max: 30,
      integer: true,
      default: 5,
    },
    {
      name: 'firstC',
      label: 'C of the first fit',
      help: 'How much a mistake counts in the first fit.',
      type: 'number',
      min: 0,
      minExclusive: true,
      max: Infinity,
      scale: 'log',
      default: 10,
    },
  ],
}
