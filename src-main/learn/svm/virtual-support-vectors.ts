import { AppError } from '../app-error.ts'
import { checkColumns, checkFitInput } from '../check-features.ts'
import type { Classifier, FittedClassifier } from '../estimator.ts'
import type { Features, PixelFeatures } from '../features.ts'
import type { FitContext } from '../fit-context.ts'
import { drawMove, type MoveRanges, oppositeMove } from '../ink/moved-about.ts'
import { DigitMover, type DigitTransform } from '../ink/transform-digit.ts'
import { classesToTellApart } from '../linear-model/linear-classifier.ts'
import { highestScore } from '../multiclass/highest-score.ts'
import { type FittedOneVsRest, OneVsRestClassifier } from '../multiclass/one-vs-rest-classifier.ts'
import { checkedParams } from '../params.ts'
import { partOfProgress } from '../part-of-progress.ts'
import { type AnyClassifier, classifierClass, givesProbabilities } from '../pipeline/class-table.ts'
import { noProbabilities } from '../probabilities.ts'
import type { RandomState } from '../random-state.ts'
import { wholeImages } from '../whole-images.ts'
import { type FittedSVC, SVC } from './svc.ts'
import { virtualSupportVectorsDeclaration as declaration } from './virtual-support-vectors-declaration.ts'

export interface VirtualSupportVectorsParams {
  /** `moves`: as four, each also turned, scaled and of another stroke width. */
  shifts: '4' | '8' | 'moves'
  firstDegree: number
  firstC: number
}

export interface FittedVirtualSupportVectors extends FittedClassifier {
  readonly kind: 'VirtualSupportVectors'
  readonly columns: number
  /** Support vectors of the first fit. */
  readonly supportCount: number
  /** Computed in the first fit. */
  readonly firstKernelRows: number
  readonly estimator: FittedClassifier
}

const hint = 'Before it only Deskew and Normalizer (with norm l2) may stand.'

/** The stop signal is looked at after so many digits. */
const rowsAtOnce = 100
/** Share of the time that the first fit takes, by the copies of each support vector; measured on MNIST. */
const firstShareOf = (copies: number) => 1 / (1 + 0.27 * copies ** 1.5)

/**
 * Virtual support vectors (Schölkopf, Burges, Vapnik 1996; Decoste and Schölkopf 2002): the support vectors of a first SVC and their
 * copies shifted by one pixel are the training set of `estimator`. Takes whole square images; a Normalizer may stand before it.
 */
export class VirtualSupportVectors implements Classifier<FittedVirtualSupportVectors> {
  static readonly declaration = declaration
  private readonly estimator: AnyClassifier
  private readonly params: Partial<VirtualSupportVectorsParams>

  constructor({ estimator, ...params }: { estimator: AnyClassifier } & Partial<VirtualSupportVectorsParams>) {
    this.estimator = estimator
    this.params = params
  }

  fit(X: Features, y: Uint8Array, context: FitContext): FittedVirtualSupportVectors {
    const { shifts, firstDegree, firstC } = checkedParams<VirtualSupportVectorsParams>(declaration, this.params)
    checkFitInput('VirtualSupportVectors', X, y, 'refused')
    classesToTellApart('VirtualSupportVectors', y)
    const images = imagesToShift(X)
    const first = new OneVsRestClassifier({
      estimator: new SVC({ kernel: 'poly', degree: firstDegree, gamma: 1, coef0: 0, C: firstC }),
    })
    const firstShare = firstShareOf(shifts === '8' ? eight.length : four.length)
    const chosen = first.fit(X, y, partOfProgress(context, 0, firstShare))
    const support = supportRows(chosen)
    if (context.stop.stopped || support.length === 0) {
      return fittedOf(X, chosen, support.length, chosen, !context.stop.stopped)
    }
    const { workspace } = context
    const mark = workspace.mark()
    try {
      const virtual =
        shifts === 'moves'
          ? moved(images, support, context)
          : shifted(images, support, shifts === '8' ? eight : four, context)
      if (context.stop.stopped) return fittedOf(X, chosen, support.length, chosen, false)
      const copies = virtual.rows / support.length
      const labels = Uint8Array.from({ length: virtual.rows }, (_, i) => y[support[Math.floor(i / copies)]])
      return fittedOf(
        X,
        chosen,
        support.length,
        this.estimator.fit(virtual, labels, partOfProgress(context, firstShare, 1)),
      )
    } finally {
      workspace.release(mark)
    }
  }

  static decisionFunction(fitted: FittedVirtualSupportVectors, X: Features, context: FitContext): Float64Array {
    checkColumns('VirtualSupportVectors', X, fitted.columns)
    return classifierClass(fitted.estimator.kind).decisionFunction(fitted.estimator, X, context)
  }

  static givesProbabilities({ estimator }: FittedVirtualSupportVectors): boolean {
    return givesProbabilities(estimator)
  }

  static predictProba({ estimator }: FittedVirtualSupportVectors, X: Features, context: FitContext): Float64Array {
    const entry = classifierClass(estimator.kind)
    if (!entry.predictProba) throw noProbabilities(estimator.kind)
    return entry.predictProba(estimator, X, context)
  }

  /** The wrapped classifier answers by its own rule: votes, or how it settles ties. */
  static predict(fitted: FittedVirtualSupportVectors, X: Features, context: FitContext): Uint8Array {
    checkColumns('VirtualSupportVectors', X, fitted.columns)
    const { estimator } = fitted
    const entry = classifierClass(estimator.kind)
    if (entry.predict) return entry.predict(estimator, X, context)
    return highestScore(entry.decisionFunction(estimator, X, context), estimator.classes, 'first')
  }
}

function fittedOf(
  X: Features,
  first: FittedOneVsRest,
  supportCount: number,
  estimator: FittedClassifier,
  reached = true,
): FittedVirtualSupportVectors {
  const { classes, iterations, converged, complete } = estimator
  const state = { iterations: iterations ?? [], converged: converged ?? true, complete: reached && complete !== false }
  const firstKernelRows = (first.estimators[0] as FittedSVC).kernelRows
  return {
    kind: 'VirtualSupportVectors',
    classes,
    columns: X.columns,
    supportCount,
    firstKernelRows,
    estimator,
    ...state,
  }
}

/** Ascending. */
function supportRows({ estimators }: FittedOneVsRest): Int32Array {
  const rows = new Set<number>()
  for (const estimator of estimators) for (const row of (estimator as FittedSVC).supportRows) rows.add(row)
  return Int32Array.from(rows).sort()
}

type Shift = readonly [down: number, right: number]
const four: Shift[] = [
  [0, 0],
  [-1, 0],
  [1, 0],
  [0, -1],
  [0, 1],
]
const eight: Shift[] = [...four, [-1, -1], [-1, 1], [1, -1], [1, 1]]

/** Each of these rows once for every shift, side by side, or some of them when it is stopped; norms are measured anew, since ink may leave the image. */
function shifted(X: PixelFeatures, rows: Int32Array, shifts: Shift[], { workspace, stop }: FitContext): PixelFeatures {
  const { stride, pixels, rowNorm } = X
  const side = Math.sqrt(stride)
  const count = rows.length * shifts.length
  const target = workspace.u8(count * stride, 'as it is')
  for (const [i, row] of rows.entries()) {
    if (i % rowsAtOnce === 0 && stop.stopped) break
    const image = pixels.subarray(row * stride, (row + 1) * stride)
    shifts.forEach(([down, right], s) => {
      const start = (i * shifts.length + s) * stride
      target.fill(0, start, start + stride)
      for (let r = Math.max(0, down); r < Math.min(side, side + down); r++) {
        for (let c = Math.max(0, right); c < Math.min(side, side + right); c++) {
          target[start + r * side + c] = image[(r - down) * side + c - right]
        }
      }
    })
  }
  const norms = rowNorm === null || stop.stopped ? null : lengths(target, stride, count)
  return { ...X, rows: count, pixels: target, rowNorm: norms }
}

/** Of what a Deskew before takes away (slant) there is nothing. */
const moves: MoveRanges = { shift: 0.3, rotation: 6, slant: 0, scale: 0.08, aspect: 0.06, stroke: 0.8 }

/** Of shifts up and down, and of left and right, the second is moved the opposite way: what is bolder in one is thinner in the other. */
function drawPairs(random: RandomState): DigitTransform[] {
  return [0, 1].flatMap(() => {
    const move = drawMove(moves, random)
    return [move, oppositeMove(move)]
  })
}

/**
 * Each of these rows as it is and once for each of the four shifts, then also moved a little at random. Numbers are drawn for every
 * training row, so that one support vector more or less changes nothing for the others.
 */
function moved(X: PixelFeatures, rows: Int32Array, { workspace, random, stop }: FitContext): PixelFeatures {
  const { stride, pixels, rowNorm } = X
  const side = Math.sqrt(stride)
  const mover = new DigitMover(side, side)
  const target = workspace.u8(rows.length * four.length * stride, 'as it is')
  let drawn = 0
  for (const [i, row] of rows.entries()) {
    if (i % rowsAtOnce === 0 && stop.stopped) break
    for (; drawn < row; drawn++) drawPairs(random)
    drawn++
    const start = i * four.length * stride
    target.set(pixels.subarray(row * stride, (row + 1) * stride), start)
    drawPairs(random).forEach((move, k) => {
      const [down, right] = four[k + 1]
      const shifted = { ...move, shiftX: move.shiftX + right, shiftY: move.shiftY + down }
      mover.move(pixels, row * stride, shifted, target, start + (k + 1) * stride)
    })
  }
  const count = rows.length * four.length
  const norms = rowNorm === null || stop.stopped ? null : lengths(target, stride, count)
  return { ...X, rows: count, pixels: target, rowNorm: norms }
}

function lengths(pixels: Uint8Array, stride: number, rows: number): Float64Array {
  return Float64Array.from({ length: rows }, (_, i) => {
    let sum = 0
    for (let at = i * stride; at < (i + 1) * stride; at++) sum += pixels[at] * pixels[at]
    return sum === 0 ? 1 : Math.sqrt(sum)
  })
}

/** They are shifted, and their lengths measured anew. */
function imagesToShift(X: Features): PixelFeatures {
  const { images } = wholeImages('VirtualSupportVectors', X, 'allowed', hint)
  if (hasPlainNorms(images)) return images
  throw new AppError('invalid-argument', 'VirtualSupportVectors takes images of length 1 (norm l2) or as they are.', {
    hint,
  })
}

/** Whether rows are divided by the root of their summed squares, or by nothing. */
function hasPlainNorms({ rowNorm, pixels, stride }: PixelFeatures): boolean {
  return rowNorm === null || Math.abs(lengths(pixels, stride, 1)[0] - rowNorm[0]) < 1e-9 * rowNorm[0]
}
