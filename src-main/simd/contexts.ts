import type { FitContext, SolverProgress } from '#learn/fit-context.ts'
import type { RandomState } from '#learn/random-state.ts'
import { openEngine } from './engine.ts'
import type { Variant } from './load-routines.ts'
import { SequentialTeam } from './team.ts'
import { twinRoutines } from './twin.ts'
import { PlainWorkspace } from './workspace.ts'

export interface ContextOptions {
  seed?: number
  budgetBytes?: number
  random?: RandomState
}

/** What a solver told, beside the context it was given. */
export interface RecordedContext extends FitContext {
  readonly warnings: string[]
  readonly told: SolverProgress[]
}

const defaultBudget = 2 ** 30

const noRandom: RandomState = {
  randint: () => {
    throw new Error('This context was made without random numbers.')
  },
  random: () => {
    throw new Error('This context was made without random numbers.')
  },
  permutation: () => {
    throw new Error('This context was made without random numbers.')
  },
}

function recorded(
  parts: Pick<FitContext, 'stop' | 'workspace' | 'routines' | 'team'>,
  options: ContextOptions,
): RecordedContext {
  const warnings: string[] = []
  const told: SolverProgress[] = []
  return {
    ...parts,
    random: options.random ?? noRandom,
    progress: (state) => void told.push({ ...state }),
    warn: (warning) => void warnings.push(warning),
    warnings,
    told,
  }
}

/** The TypeScript twin on one thread and ordinary arrays. */
export function plainContext(options: ContextOptions = {}): RecordedContext {
  const flag = new Int32Array(1)
  const stop = {
    flag,
    get stopped() {
      return flag[0] !== 0
    },
  }
  return recorded(
    {
      stop,
      workspace: new PlainWorkspace(options.budgetBytes ?? defaultBudget),
      routines: twinRoutines,
      team: new SequentialTeam(twinRoutines),
    },
    options,
  )
}

/** The compiled routines on one thread. */
export function wasmContext(options: ContextOptions & { variant?: Variant } = {}): RecordedContext {
  const engine = openEngine(options.variant === undefined ? {} : { variant: options.variant })
  return recorded(
    {
      stop: engine.stop,
      workspace: engine.workspace(options.budgetBytes ?? defaultBudget),
      routines: engine.routines,
      team: engine.team,
    },
    options,
  )
}
