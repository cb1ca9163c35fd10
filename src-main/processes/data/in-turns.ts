import { setImmediate as turn } from 'node:timers/promises'
import { throwIfStopped } from '#learn/app-error.ts'

/** What long work comes to; after each of its steps other calls are answered. */
export async function inTurns<Result>(steps: Generator<unknown, Result>, signal: AbortSignal): Promise<Result> {
  for (;;) {
    const { done, value } = steps.next()
    if (done === true) return value as Result
    await turn()
    throwIfStopped(signal)
  }
}
