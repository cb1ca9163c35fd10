import type { FitContext } from './fit-context.ts'

/** The same context for a part of the work: its fraction 0 to 1 becomes `from` to `to`. */
export function partOfProgress(context: FitContext, from: number, to: number): FitContext {
  return {
    ...context,
    progress: (state) => context.progress({ ...state, fraction: from + (to - from) * state.fraction }),
  }
}
