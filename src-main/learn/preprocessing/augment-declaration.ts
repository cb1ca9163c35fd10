import type { EstimatorDeclaration } from '../pipeline/pipeline-spec.ts'

const range = { type: 'number', min: 0 } as const
/** How far copies are moved counts where there are some. */
const ofCopies = { ...range, onlyWith: { copies: [1, 2, 3, 4, 5, 6, 7, 8] } }

export const augmentDeclaration: EstimatorDeclaration = {
  kind: 'Augment',
  label: 'Augment',
  help: 'Adds copies of the training digits, each moved a little at random, so that other hands are read as well. Acts in fitting only.',
  role: 'transformer',
  params: [
    {
      ...range,
      name: 'copies',
      label: 'Copies',
      help: 'Moved copies of each training digit: each one costs as much time as the digits themselves.',
      max: 8,
      integer: true,
      default: 1,
    },
    {
      ...ofCopies,
      name: 'shift',
      label: 'Shift',
      help: 'At most this many pixels in each direction.',
      max: 4,
      default: 1,
    },
    {
      ...ofCopies,
      name: 'rotation',
      label: 'Rotation',
      help: 'At most this many degrees in each direction.',
      max: 45,
      default: 8,
    },
    {
      ...ofCopies,
      name: 'slant',
      label: 'Slant',
      help: 'At most this many pixels across for each pixel down; a Deskew after it undoes this.',
      max: 1,
      default: 0.1,
    },
    {
      ...ofCopies,
      name: 'scale',
      label: 'Scale',
      help: 'At most this share larger or smaller.',
      max: 0.5,
      default: 0.12,
    },
    {
      ...ofCopies,
      name: 'stroke',
      label: 'Stroke width',
      help: 'At most this many pixels bolder or thinner on every side.',
      max: 1,
      default: 1,
    },
    {
      ...range,
      name: 'drawn',
      label: 'Drawn digits',
      help: 'This share more digits, drawn in hands that are rare in MNIST: ones with an upstroke, fives with a bar apart, open eights. Only for digits of 28 x 28 pixels.',
      max: 1,
      default: 0,
    },
  ],
}
