import { ownDigitPixels } from '#learn/ink/own-digit-pixels.ts'
import { wilsonInterval } from '#learn/metrics/wilson-interval.ts'
import type { OwnAccuracy, OwnDigit } from '#rpc/contract/own.ts'
import { predictDigit } from '../predict-digit.ts'
import type { LoadedRun } from '../run-cache.ts'

const giveUpTurnEveryMs = 10

/** Asks a model about every digit of a set; other questions are answered in between. */
export async function ownAccuracy(run: LoadedRun, digits: OwnDigit[], signal: AbortSignal): Promise<OwnAccuracy> {
  const { positive } = run.summary.spec.pipeline
  const size = run.model.height * run.model.width
  const predicted = new Uint8Array(digits.length)
  let correct = 0
  let turn = performance.now()
  for (const [k, digit] of digits.entries()) {
    const pixels = ownDigitPixels(digit)
    if (pixels.length !== size) continue
    predicted[k] = predictDigit(run, pixels).predicted
    const wanted = positive === undefined ? digit.label : positive.includes(digit.label) ? 1 : 0
    if (predicted[k] === wanted) correct++
    if (performance.now() - turn < giveUpTurnEveryMs) continue
    await new Promise((resolve) => setImmediate(resolve))
    signal.throwIfAborted()
    turn = performance.now()
  }
  const count = digits.length
  return {
    run: run.summary.id,
    count,
    correct,
    accuracy: count === 0 ? 0 : correct / count,
    interval: wilsonInterval(correct, count),
    predicted,
  }
}
