import { setTimeout as pause } from 'node:timers/promises'
import type { RunId } from '#rpc/contract/run.ts'
import type { RealCore } from './real-core.ts'

const quiet = { signal: new AbortController().signal }
/** About as often as the pad asks while somebody draws. */
const pauseMs = 8

export interface AnswerTimes {
  /** Of the model alone, ascending, in milliseconds. */
  model: number[]
  /** Asked for and answered, through both processes. */
  whole: number[]
}

/** One run asked for one digit after another, through the core and the data process, as the pad does; the first answers (loading) do not count. */
export async function answerTimes(real: RealCore, run: RunId, digits: Uint8Array[]): Promise<AnswerTimes> {
  const times: AnswerTimes = { model: [], whole: [] }
  const first = 10
  for (let i = -first; i < digits.length; i++) {
    const asked = performance.now()
    const {
      answers: [answer],
    } = await real.core.api.predictDigit({ runs: [run], pixels: digits[Math.abs(i) % digits.length] }, quiet)
    const whole = performance.now() - asked
    if (i >= 0) {
      times.model.push(answer.milliseconds)
      times.whole.push(whole)
    }
    await pause(pauseMs)
  }
  times.model.sort((a, b) => a - b)
  times.whole.sort((a, b) => a - b)
  return times
}

/** Of ascending values. */
export function percentile(values: number[], percent: number): number {
  return values[Math.min(values.length - 1, Math.floor((values.length * percent) / 100))]
}
