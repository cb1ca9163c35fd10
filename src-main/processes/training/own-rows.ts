import { drawMove, type MoveRanges } from '#learn/ink/moved-about.ts'
import { ownDigitPixels } from '#learn/ink/own-digit-pixels.ts'
import { DigitMover } from '#learn/ink/transform-digit.ts'
import { NumpyRandomState } from '#learn/random/mt19937.ts'
import { readOwnDigits } from '#store/own-digit-store.ts'
import type { PenDigit } from '#store/pen-file.ts'

export interface OwnRows {
  rows: number
  pixels: Uint8Array
  labels: Uint8Array
}

const side = 28
/** Each digit joins as it is and in so many slightly other ways: a hand gives few digits, and never twice the same. */
const variants = 4
const ranges: MoveRanges = { shift: 1, rotation: 0, slant: 0.15, scale: 0.05, aspect: 0.05, stroke: 0.5 }

/** The digits of a person's sets, each with small shifts, slants and widths; seeded. */
export async function ownRows(dataFolder: string, sets: readonly string[], seed: number): Promise<OwnRows> {
  const digits = (await Promise.all(sets.map((set) => readOwnDigits(dataFolder, set)))).flatMap((read) => read.digits)
  return rowsOfOwnDigits(digits, seed)
}

export function rowsOfOwnDigits(digits: readonly PenDigit[], seed: number): OwnRows {
  const rows = digits.length * (1 + variants)
  const pixels = new Uint8Array(rows * side * side)
  const labels = new Uint8Array(rows)
  const random = new NumpyRandomState(seed)
  const mover = new DigitMover(side, side)
  let row = 0
  for (const digit of digits) {
    const own = ownDigitPixels(digit)
    pixels.set(own, row * side * side)
    labels[row++] = digit.label
    for (let k = 0; k < variants; k++) {
      mover.move(own, 0, drawMove(ranges, random), pixels, row * side * side)
      labels[row++] = digit.label
    }
  }
  return { rows, pixels, labels }
}
