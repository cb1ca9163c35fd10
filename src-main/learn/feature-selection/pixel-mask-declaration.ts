import type { EstimatorDeclaration } from '../pipeline/pipeline-spec.ts'

export const pixelMaskDeclaration: EstimatorDeclaration = {
  kind: 'PixelMask',
  label: 'Choose pixels by hand',
  help: 'Keeps the pixels that were marked by hand on the Features page.',
  role: 'selector',
  params: [
    {
      name: 'mask',
      label: 'Mask',
      help: '1 for every pixel to keep, 0 for every pixel to leave out.',
      type: 'numbers',
      length: 0,
      default: [],
    },
  ],
}
