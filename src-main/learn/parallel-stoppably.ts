import { throwIfStopped } from './app-error.ts'
import type { FitContext } from './fit-context.ts'
import type { RoutineName, Routines } from './routines.ts'

/** Calls for each thread between two looks at the stop signal. */
const callsAThread = 16

/** A long list of short calls, a few at a time over all threads: a stop is heard in between, and ends it with `aborted`. */
export function parallelStoppably<Name extends RoutineName>(
  routine: Name,
  calls: Parameters<Routines[Name]>[],
  { team, stop }: Pick<FitContext, 'team' | 'stop'>,
): void {
  const atOnce = callsAThread * team.threads
  for (let first = 0; first < calls.length; first += atOnce) {
    throwIfStopped({ aborted: stop.stopped })
    team.parallel(routine, calls.slice(first, first + atOnce))
  }
}
