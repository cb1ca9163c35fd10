import { throwIfStopped } from '../app-error.ts'
import { checkFitInput } from '../check-features.ts'
import type { Fitted, Transformer } from '../estimator.ts'
import type { Features } from '../features.ts'
import type { FitContext } from '../fit-context.ts'
import { deskewInto } from '../ink/deskew.ts'
import { wholeImages } from '../whole-images.ts'
import { deskewDeclaration as declaration } from './deskew-step-declaration.ts'

export interface FittedDeskew extends Fitted {
  readonly kind: 'Deskew'
}

const hint = 'Put it first in the pipeline, before pixels are selected or scaled.'

/** The stop signal is looked at after so many digits. */
const rowsAtOnce = 500

/** Learns nothing; must stand before steps that select or scale pixels, since it needs whole square images. */
export class Deskew implements Transformer<FittedDeskew> {
  static readonly declaration = declaration

  fit(X: Features): FittedDeskew {
    checkFitInput('Deskew', X, null, 'allowed')
    wholeImages('Deskew', X, 'refused', hint)
    return { kind: 'Deskew' }
  }

  static transform(_fitted: FittedDeskew, X: Features, context?: FitContext): Features {
    const { images, side } = wholeImages('Deskew', X, 'refused', hint)
    const { rows, stride } = images
    const pixels = context?.workspace.u8(rows * stride, 'as it is') ?? new Uint8Array(rows * stride)
    for (let at = 0; at < pixels.length; at += stride) {
      if (at % (rowsAtOnce * stride) === 0) throwIfStopped({ aborted: context?.stop.stopped ?? false })
      deskewInto(images.pixels.subarray(at, at + stride), side, side, pixels.subarray(at, at + stride))
    }
    return { ...images, pixels }
  }
}
