import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import type { AppCore } from '#app/app-core.ts'
import { ownDigitPixels } from '#learn/ink/own-digit-pixels.ts'
import type { RunId, RunSummary } from '#rpc/contract/run.ts'
import { fromWireError } from '#rpc/wire.ts'
import { readPenFile } from '#store/pen-file.ts'
import type { PenReport } from './report.ts'

const quiet = { signal: new AbortController().signal }

export interface StrokeDigits {
  /** One normalised image a digit. */
  images: Uint8Array[]
  labels: number[]
  /** Who wrote each; undefined where the file does not say. */
  writers: (string | undefined)[]
}

/** A JSON file of digits with strokes, gzipped or not, brought into MNIST's form. */
export function readStrokes(file: string): StrokeDigits {
  const digits = readPenFile(basename(file), readFileSync(file))
  return {
    images: digits.map(ownDigitPixels),
    labels: digits.map(({ label }) => label),
    writers: digits.map(({ writer }) => writer),
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
    const { answers, failures } = await core.api.predictDigit({ runs: [run], pixels }, quiet)
    for (const { error } of failures) throw fromWireError(error)
    const [answer] = answers
    const right = answer.predicted === wanted[k]
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
