import { AppError } from '../app-error.ts'
import { checkColumns, checkFitInput } from '../check-features.ts'
import type { Fitted, Transformer } from '../estimator.ts'
import { selectColumns } from '../feature-rows.ts'
import type { Features } from '../features.ts'
import type { FitContext } from '../fit-context.ts'
import { checkedParams } from '../params.ts'
import { pixelMaskDeclaration as declaration } from './pixel-mask-declaration.ts'

export interface PixelMaskParams {
  /** One entry a pixel, row by row: 1 keeps it, 0 leaves it out. Empty: all are kept. */
  mask: number[]
}

export interface FittedPixelMask extends Fitted {
  readonly kind: 'PixelMask'
  readonly columns: number
  readonly selected: Int32Array
}

/** Keeps the marked pixels. A mask of another length is `invalid-argument`, one that keeps nothing `nothing-selected`. */
export class PixelMask implements Transformer<FittedPixelMask> {
  static readonly declaration = declaration
  private readonly params: Partial<PixelMaskParams>

  constructor(params: Partial<PixelMaskParams> = {}) {
    this.params = params
  }

  fit(X: Features, _y: Uint8Array | null, _context: FitContext): FittedPixelMask {
    const { mask } = checkedParams<PixelMaskParams>(declaration, this.params)
    checkFitInput('PixelMask', X, null, 'allowed')
    if (mask.length > 0 && mask.length !== X.columns) {
      throw new AppError(
        'invalid-argument',
        `The mask has ${mask.length} entries, but the digits have ${X.columns} pixels.`,
      )
    }
    const all = Int32Array.from({ length: X.columns }, (_, j) => j)
    const selected = mask.length === 0 ? all : all.filter((j) => mask[j] !== 0)
    if (selected.length === 0) {
      throw new AppError('nothing-selected', 'The mask leaves no pixel.', { hint: 'Mark at least one pixel.' })
    }
    return { kind: 'PixelMask', columns: X.columns, selected }
  }

  static transform(fitted: FittedPixelMask, X: Features): Features {
    checkColumns('PixelMask', X, fitted.columns)
    return selectColumns(X, fitted.selected)
  }
}
