import { AppError } from './app-error.ts'
import type { FitContext } from './fit-context.ts'
import type { RoutineName, Routines } from './routines.ts'

/** Short calls for each thread between two looks at the stop signal. */
const callsAThread = 16

/** A list of calls, `atOnce` of them for each thread at a time: a stop is heard in between. False: it ended the list. */
export function parallelUntilStopped<Name extends RoutineName>(
  routine: Name,
  calls: Parameters<Routines[Name]>[],
  { team, stop }: Pick<FitContext, 'team' | 'stop'>,
  atOnce = 1,
): boolean {
  const size = atOnce * team.threads
  for (let first = 0; first < calls.length; first += size) {
    if (stop.stopped) return false
    team.parallel(routine, calls.slice(first, first + size))
  }
  return true
}

/** A long list of short calls, a few at a time over all threads: a stop is heard in between, and ends it with `aborted`. */
export function parallelStoppably<Name extends RoutineName>(
  routine: Name,
  calls: Parameters<Routines[Name]>[],
  context: Pick<FitContext, 'team' | 'stop'>,
): void {
  if (!parallelUntilStopped(routine, calls, context, callsAThread)) throw new AppError('aborted', 'Stopped on request.')
}
