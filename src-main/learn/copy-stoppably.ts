import { throwIfStopped } from './app-error.ts'
import type { StopSignal } from './fit-context.ts'
import { ranges } from './ranges.ts'

/** Copied between two looks at the stop signal. */
const atOnce = 2 ** 22

/** Writes `source` to the beginning of `target`. Stops with `aborted`. */
export function copyStoppably<A extends Uint8Array | Float64Array>(source: A, target: A, stop: StopSignal): A {
  for (const [first, last] of ranges(0, source.length, atOnce)) {
    throwIfStopped({ aborted: stop.stopped })
    target.set(source.subarray(first, last), first)
  }
  return target
}
