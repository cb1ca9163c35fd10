import type { StartWeights } from './linear-model/start-weights.ts'
import type { RandomState } from './random-state.ts'
import type { Routines, RoutineName } from './routines.ts'

/** Asked at least every 20 ms by every long loop. */
export interface StopSignal {
  readonly stopped: boolean
  /** The same as one Int32 (0 or 1) that routines and other threads can read. */
  readonly flag: Int32Array
}

/** What a solver tells while it works. `fraction` of its own work, 0 to 1, never falls. */
export interface SolverProgress {
  /** What is being done, in a few words: "fitting digit 3", "predicting". */
  phase: string
  fraction: number
  /** Objective, dual gap or loss, whichever the solver minimises; null before the first value. */
  objective: number | null
}

/** 'as it is': holding anything. For what grows with rows x columns and is written before it is read: clearing it would take seconds, deaf to a stop. */
export type WorkspaceContent = 'zeros' | 'as it is'

/**
 * Typed arrays that every thread of the team can see, filled with zeros. Views stay valid until `release`, also when the memory grows.
 * Raises `out-of-memory` when an allocation would pass the budget.
 */
export interface Workspace {
  readonly budgetBytes: number
  readonly usedBytes: number
  f64(length: number, content?: WorkspaceContent): Float64Array
  f32(length: number, content?: WorkspaceContent): Float32Array
  i32(length: number, content?: WorkspaceContent): Int32Array
  i16(length: number, content?: WorkspaceContent): Int16Array
  u8(length: number, content?: WorkspaceContent): Uint8Array
  /** Remembers the present fill; `release` gives back all that was taken since. Marks nest like brackets. */
  mark(): number
  release(mark: number): void
  /** True for an array that routines can be given as it is. */
  holds(array: ArrayBufferView): boolean
}

/**
 * Runs one routine on many argument lists over all threads, in no fixed order; returns when all are done, also when stopping:
 * a solver keeps each list short enough (100 ms) and looks at the stop signal in between.
 */
export interface Team {
  readonly threads: number
  parallel<Name extends RoutineName>(routine: Name, calls: Parameters<Routines[Name]>[]): void
}

/** All that a solver is given. Solvers are synchronous: they run on a thread of their own. */
export interface FitContext {
  stop: StopSignal
  progress(state: SolverProgress): void
  random: RandomState
  workspace: Workspace
  /** The fast routines; the plain TypeScript twin in tests. */
  routines: Routines
  team: Team
  /** Plain words with advice, as scikit-learn's warnings. */
  warn(warning: string): void
  /** Weights that linear problems go on from, in their order; absent: they start from nothing. */
  start?: StartWeights[]
}
