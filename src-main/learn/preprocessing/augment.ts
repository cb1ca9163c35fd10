import { AppError } from '../app-error.ts'
import { checkFitInput } from '../check-features.ts'
import { copyStoppably } from '../copy-stoppably.ts'
import { noLabel } from '../datasets/digit-set.ts'
import type { Fitted, Transformer } from '../estimator.ts'
import type { Features, PixelFeatures } from '../features.ts'
import type { FitContext } from '../fit-context.ts'
import { drawMove, type MoveRanges } from '../ink/moved-about.ts'
import { DigitMover } from '../ink/transform-digit.ts'
import { checkedParams } from '../params.ts'
import { wholeImages } from '../whole-images.ts'
import { augmentDeclaration as declaration } from './augment-declaration.ts'
import { drawDigits } from './drawn-digits.ts'

export interface AugmentParams {
  copies: number
  shift: number
  rotation: number
  slant: number
  scale: number
  stroke: number
  drawn: number
}

export interface FittedAugment extends Fitted {
  readonly kind: 'Augment'
}

export interface TrainingRows {
  X: Features
  y: Uint8Array
}

const hint = 'Put it before steps that select, scale or normalise pixels.'

/** The stop signal is looked at after so many digits. */
const rowsAtOnce = 500

/** The hands are drawn from a stream of their own. */
const seeds = 2 ** 31 - 1
/** Drawn digits have so many pixels. */
const drawnColumns = 28 * 28

/**
 * Moved copies of the training rows, behind them in the same order, then digits drawn in other hands. It acts in fitting alone: what
 * is predicted passes unchanged.
 * Only shift, size and stroke width survive a Deskew that follows; after one, slant counts as well.
 */
export class Augment implements Transformer<FittedAugment> {
  static readonly declaration = declaration
  private readonly params: Partial<AugmentParams>

  constructor(params: Partial<AugmentParams> = {}) {
    this.params = params
  }

  fit(X: Features): FittedAugment {
    checkedParams<AugmentParams>(declaration, this.params)
    checkFitInput('Augment', X, null, 'allowed')
    wholeImages('Augment', X, 'refused', hint)
    return { kind: 'Augment' }
  }

  /** For a pipeline that is being fitted: the rows that the steps after this one learn from. */
  static trainingRows(given: Partial<AugmentParams>, X: Features, y: Uint8Array, context: FitContext): TrainingRows {
    const { copies, drawn: share, ...ranges } = checkedParams<AugmentParams>(declaration, given)
    const { images } = wholeImages('Augment', X, 'refused', hint)
    const { rows, stride } = images
    const digits = share > 0 ? digitsToDraw(images, y, context) : []
    const drawn = digits.length > 0 ? Math.round(share * rows) : 0
    if (copies === 0 && drawn === 0) return { X, y }
    const moved = (copies + 1) * rows
    const pixels = context.workspace.u8((moved + drawn) * stride, 'as it is')
    copyStoppably(images.pixels.subarray(0, rows * stride), pixels, context.stop)
    moveInto(images, copies, { ...ranges, aspect: ranges.scale / 2 }, pixels.subarray(rows * stride), context)
    const labels = new Uint8Array(moved + drawn)
    for (let k = 0; k <= copies; k++) labels.set(y, k * rows)
    if (drawn > 0) {
      const seed = context.random.randint(0, seeds)
      drawDigits(digits, seed, pixels.subarray(moved * stride), labels.subarray(moved), context.stop)
    }
    return { X: { ...images, rows: moved + drawn, pixels }, y: labels }
  }

  static transform(_fitted: FittedAugment, X: Features): Features {
    return X
  }
}

/** Every row `copies` times, all rows once before any twice, each moved by its own draw. */
function moveInto(
  { pixels, rows, stride }: PixelFeatures,
  copies: number,
  ranges: MoveRanges,
  out: Uint8Array,
  { random, stop }: FitContext,
): void {
  const side = Math.sqrt(stride)
  const mover = new DigitMover(side, side)
  for (let k = 0, to = 0; k < copies * rows; k++, to += stride) {
    mover.move(pixels, (k % rows) * stride, drawMove(ranges, random), out, to)
    if (k % rowsAtOnce === 0 && stop.stopped) throw new AppError('aborted', 'Stopped on request.')
  }
}

/** Those among the labels, ascending; none, with a warning, where drawn digits would not be of the training digits' kind. */
function digitsToDraw({ stride }: PixelFeatures, y: Uint8Array, { warn }: FitContext): number[] {
  const labels = [...new Set(y)].filter((label) => label !== noLabel).sort((a, b) => a - b)
  if (stride === drawnColumns && labels.every((label) => label <= 9)) return labels
  warn('Augment drew no digits: it draws 0 to 9 with 28 x 28 pixels, and the training set holds something else.')
  return []
}
