import { AppError } from '../app-error.ts'
import { penSkeletons } from '../datasets/sample-digits/pen-skeletons.ts'
import { SampleRandom } from '../datasets/sample-digits/sample-random.ts'
import { Writer } from '../datasets/sample-digits/writer.ts'
import type { StopSignal } from '../fit-context.ts'
import { centredSize } from '../ink/centre-by-mass.ts'
import { normaliseStrokes } from '../ink/normalise.ts'

const columns = centredSize * centredSize

/**
 * Digits as MNIST hardly has them (ones with an upstroke, fives with a bar apart, open eights), drawn and normalised as on the pad:
 * one of each of `digits` by every hand. Writes labels.length images of 28 x 28 bytes; throws `aborted` when stopped.
 */
export function drawDigits(
  digits: readonly number[],
  seed: number,
  pixels: Uint8Array,
  labels: Uint8Array,
  stop: StopSignal,
): void {
  const random = new SampleRandom(seed)
  let writer = new Writer(random.fork(), penSkeletons)
  for (let row = 0; row < labels.length; row++) {
    const k = row % digits.length
    if (k === 0 && row > 0) {
      writer = new Writer(random.fork(), penSkeletons)
      if (stop.stopped) throw new AppError('aborted', 'Stopped on request.')
    }
    const { strokes, nib } = writer.write(digits[k])
    labels[row] = digits[k]
    pixels.set(normaliseStrokes(strokes, { nib }).centred.pixels, row * columns)
  }
}
