import type { FitContext } from '#learn/fit-context.ts'
import type { RoutineName } from '#learn/routines.ts'

export interface RoutineCase {
  /** Calls the routine on made-up data and returns all numbers it produced, in one list. */
  run(context: FitContext): ArrayLike<number>
  /** Allowed difference between builds, relative to max(1, |value|). 0: exactly equal. */
  tolerance: number
}

/** Numbers in [-1, 1) that look random and are the same everywhere. */
export function noise<A extends Float64Array | Float32Array>(array: A, seed = 1): A {
  let state = seed >>> 0
  for (let i = 0; i < array.length; i++) {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    array[i] = state / 2 ** 31 - 1
  }
  return array
}

/** One case for every routine; a new routine adds its line here. */
export const routineCases: Record<RoutineName, RoutineCase> = {
  dotF64: {
    tolerance: 1e-14,
    run: ({ workspace, routines }) => {
      const a = noise(workspace.f64(1003), 1)
      const b = noise(workspace.f64(1003), 2)
      return [routines.dotF64(a, b, 1003), routines.dotF64(a, b, 2)]
    },
  },
  axpyF64: {
    tolerance: 1e-15,
    run: ({ workspace, routines }) => {
      const y = noise(workspace.f64(101), 3)
      routines.axpyF64(0.7, noise(workspace.f64(101), 4), y, 101)
      return y
    },
  },
}
