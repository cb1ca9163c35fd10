import type { RandomState } from '../random-state.ts'
import type { DigitTransform } from './transform-digit.ts'

/** The largest each part of a move may be; each is drawn evenly up to it, both ways. */
export interface MoveRanges {
  /** Pixels. */
  shift: number
  /** Degrees. */
  rotation: number
  /** Pixels across for each pixel down. */
  slant: number
  /** Share of the size, the same both ways. */
  scale: number
  /** Share by which one side grows while the other shrinks. */
  aspect: number
  /** Share of the way to one pixel bolder or thinner on every side. */
  stroke: number
}

const radians = 0.017453292519943295

/**
 * One move, drawn evenly within the ranges: seven numbers of `random`, always in the same order. Scale and aspect give scaleX = s a and
 * scaleY = s / a; degrees become radians.
 */
export function drawMove(ranges: MoveRanges, random: RandomState): DigitTransform {
  const either = (most: number) => most * (2 * random.random() - 1)
  const scale = 1 + either(ranges.scale)
  const aspect = 1 + either(ranges.aspect)
  return {
    shiftX: either(ranges.shift),
    shiftY: either(ranges.shift),
    rotation: radians * either(ranges.rotation),
    slant: either(ranges.slant),
    scaleX: scale * aspect,
    scaleY: scale / aspect,
    stroke: either(ranges.stroke),
  }
}

/** As far the other way in everything. */
export function oppositeMove(move: DigitTransform): DigitTransform {
  const { shiftX, shiftY, rotation, slant, scaleX, scaleY, stroke } = move
  return {
    shiftX: -shiftX,
    shiftY: -shiftY,
    rotation: -rotation,
    slant: -slant,
    scaleX: 1 / scaleX,
    scaleY: 1 / scaleY,
    stroke: -stroke,
  }
}
