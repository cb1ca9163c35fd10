import type { Routines } from '#learn/routines.ts'
import * as dot from './twin/dot.ts'

/** Every routine in plain TypeScript: the oracle of the WebAssembly builds, and what runs where there is none. */
export const twinRoutines: Routines = {
  ...dot,
}
