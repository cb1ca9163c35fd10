import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import type { AppCore } from '#app/app-core.ts'
import { AppError } from '#learn/app-error.ts'
import { ownDigitPixels } from '#learn/ink/own-digit-pixels.ts'
import type { RunId, RunSummary } from '#rpc/contract/run.ts'
import { fromWireError } from '#rpc/wire.ts'
import { hasInk } from '#store/own-digit-schema.ts'
import { readPenFile } from '#store/pen-file.ts'
import type { PenReport } from './report.ts'

const quiet = { signal: new AbortController().signal }

export interface StrokeDigits {
  /** One normalised image a digit; null for a digit without ink, which no step can read. */
  images: (Uint8Array | null)[]
  labels: number[]
  /** Who wrote each; undefined where the file does not say. */
  writers: (string | undefined)[]
}

/** A JSON file of digits with strokes, gzipped or not, brought into MNIST's form. */
export function readStrokes(file: string, warn: (sentence: string) => void): StrokeDigits {
  const name = basename(file)
  const digits = readPenFile(name, bytesOf(file))
  const empty = digits.filter((digit) => !hasInk(digit)).length
  if (empty > 0) {
    warn(
      `${empty} of the ${digits.length} digits of ${name} ${empty === 1 ? 'has' : 'have'} no ink: counted as not read.`,
    )
  }
  return {
    images: digits.map((digit) => (hasInk(digit) ? ownDigitPixels(digit) : null)),
    labels: digits.map(({ label }) => label),
    writers: digits.map(({ writer }) => writer),
  }
}

function bytesOf(file: string): Uint8Array {
  try {
    return readFileSync(file)
  } catch (cause) {
    throw new AppError('file-unreadable', `${file} could not be read: ${(cause as Error).message}.`, { cause })
  }
}

/** How a step reads the pen digits; the classes are those of the run, so a two-class step is judged by its own question. */
export async function judgeStrokes(
  core: AppCore,
  { images, labels, writers }: StrokeDigits,
  run: RunId,
  { spec }: Pick<RunSummary, 'spec'>,
  onProgress: (fraction: number) => void,
): Promise<PenReport> {
  const { positive } = spec.pipeline
  const wanted = positive === undefined ? labels : labels.map((label) => (positive.includes(label) ? 1 : 0))
  const digits = new Tallies<number>()
  const hands = new Tallies<string>()
  let correct = 0
  for (const [k, pixels] of images.entries()) {
    const right = pixels !== null && (await answerTo(core, run, pixels)) === wanted[k]
    if (right) correct++
    digits.add(wanted[k], right)
    const writer = writers[k]
    if (writer !== undefined) hands.add(writer, right)
    if (k % 50 === 0) onProgress(k / images.length)
  }
  const perDigit = digits.list().map(({ of, count, accuracy }) => ({ digit: of, count, accuracy }))
  const perWriter = hands.list().map(({ of, count, accuracy }) => ({ writer: of, count, accuracy }))
  return {
    count: images.length,
    accuracy: images.length === 0 ? 0 : correct / images.length,
    writerMean:
      perWriter.length === 0 ? null : perWriter.reduce((sum, { accuracy }) => sum + accuracy, 0) / perWriter.length,
    perDigit,
    perWriter,
  }
}

async function answerTo(core: AppCore, run: RunId, pixels: Uint8Array): Promise<number> {
  const { answers, failures } = await core.api.predictDigit({ runs: [run], pixels }, quiet)
  for (const { error } of failures) throw fromWireError(error)
  return answers[0].predicted
}

/** Digits read and read rightly, by whatever they are told apart by. */
class Tallies<Key extends number | string> {
  private readonly counts = new Map<Key, { count: number; right: number }>()

  add(key: Key, right: boolean): void {
    const tally = this.counts.get(key) ?? { count: 0, right: 0 }
    tally.count++
    if (right) tally.right++
    this.counts.set(key, tally)
  }

  /** By number, also where writers are named by one. */
  list(): { of: Key; count: number; accuracy: number }[] {
    return [...this.counts]
      .sort(([a], [b]) => String(a).localeCompare(String(b), 'en', { numeric: true }))
      .map(([of, { count, right }]) => ({ of, count, accuracy: right / count }))
  }
}
