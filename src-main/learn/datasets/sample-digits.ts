import { normaliseStrokes } from '../ink/normalise.ts'
import type { DigitSet } from './digit-set.ts'
import { SampleRandom } from './sample-digits/sample-random.ts'
import { Writer } from './sample-digits/writer.ts'

export const sampleTrainRows = 6000
export const sampleTestRows = 1000
export const sampleSeed = 1

const side = 28
const digitsPerWriter = 50

export interface SampleDigitsOptions {
  seed?: number
  trainRows?: number
  testRows?: number
}

export interface SampleDigits {
  train: DigitSet
  test: DigitSet
}

/**
 * Digits drawn from stroke skeletons through the same rasteriser and normaliser as the drawing pad. The same seed gives the same
 * bytes on every platform. Nobody who wrote test digits wrote training digits.
 */
export function sampleDigits(options: SampleDigitsOptions = {}): SampleDigits {
  const steps = sampleDigitsInSteps(options)
  for (;;) {
    const { done, value } = steps.next()
    if (done === true) return value
  }
}

/** The same, one writer a step (some milliseconds), for whoever has other work in between. Yields the share done, 0 to 1. */
export function* sampleDigitsInSteps(options: SampleDigitsOptions = {}): Generator<number, SampleDigits> {
  const { seed = sampleSeed, trainRows = sampleTrainRows, testRows = sampleTestRows } = options
  const total = Math.max(1, trainRows + testRows)
  const random = new SampleRandom(seed)
  const train = yield* drawPart(random.fork(), trainRows, 0, total)
  const test = yield* drawPart(random.fork(), testRows, trainRows, total)
  return { train, test }
}

function* drawPart(random: SampleRandom, rows: number, before: number, total: number): Generator<number, DigitSet> {
  const pixels = new Uint8Array(rows * side * side)
  const labels = new Uint8Array(rows)
  for (let first = 0; first < rows; first += digitsPerWriter) {
    const writer = new Writer(random.fork())
    const last = Math.min(rows, first + digitsPerWriter)
    for (let row = first; row < last; row++) labels[row] = row % 10
    random.shuffle(labels.subarray(first, last))
    for (let row = first; row < last; row++) {
      const { strokes, nib } = writer.write(labels[row])
      pixels.set(normaliseStrokes(strokes, { nib }).centred.pixels, row * side * side)
    }
    yield (before + last) / total
  }
  return { rows, height: side, width: side, pixels, labels }
}
