import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import type { AppCore } from '#app/app-core.ts'
import { ownDigitPixels } from '#learn/ink/own-digit-pixels.ts'
import type { RunId, RunSummary } from '#rpc/contract/run.ts'
import { readPenFile } from '#store/pen-file.ts'
import type { PenReport } from './report.ts'

const quiet = { signal: new AbortController().signal }

export interface StrokeDigits {
  /** One normalised image a digit. */
  images: Uint8Array[]
  labels: number[]
}

/** A JSON file of digits with strokes, gzipped or not, brought into MNIST's form. */
export function readStrokes(file: string): StrokeDigits {
  const digits = readPenFile(basename(file), readFileSync(file))
  return { images: digits.map(ownDigitPixels), labels: digits.map(({ label }) => label) }
}

/** How a step reads the pen digits; the classes are those of the run, so a two-class step is judged by its own question. */
export async function judgeStrokes(
  core: AppCore,
  { images, labels }: StrokeDigits,
  run: RunId,
  { spec }: Pick<RunSummary, 'spec'>,
  onProgress: (fraction: number) => void,
): Promise<PenReport> {
  const { positive } = spec.pipeline
  const wanted = positive === undefined ? labels : labels.map((label) => (positive.includes(label) ? 1 : 0))
  const right = new Map<number, { count: number; right: number }>()
  for (const [k, pixels] of images.entries()) {
    const [answer] = await core.api.predictDigit({ runs: [run], pixels }, quiet)
    const tally = right.get(wanted[k]) ?? { count: 0, right: 0 }
    tally.count++
    if (answer.predicted === wanted[k]) tally.right++
    right.set(wanted[k], tally)
    if (k % 50 === 0) onProgress(k / images.length)
  }
  const perDigit = [...right]
    .sort(([a], [b]) => a - b)
    .map(([digit, tally]) => ({ digit, count: tally.count, accuracy: tally.right / tally.count }))
  const correct = [...right.values()].reduce((sum, tally) => sum + tally.right, 0)
  return { count: images.length, accuracy: images.length === 0 ? 0 : correct / images.length, perDigit }
}
