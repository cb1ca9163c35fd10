import type { StopSignal, Team, Workspace } from '#learn/fit-context.ts'
import type { Routines } from '#learn/routines.ts'
import { bindRoutines, compileRoutines, instantiateRoutines, type Variant } from './load-routines.ts'
import { controlWord, controlWords, createSharedMemory, stopFlag } from './shared-memory.ts'
import { SequentialTeam, ThreadTeam } from './team.ts'
import type { TeamMemberData } from './team-member.ts'
import { SharedWorkspace } from './workspace.ts'

export interface EngineOptions {
  /** Default: a new one. Whoever else holds it can set its stop flag (shared-memory.ts). */
  memory?: WebAssembly.Memory
  /** Leader included; default 1. */
  threads?: number
  /** Starts a thread that calls `joinTeam(data)`. Needed with more than one thread. */
  startMember?: (data: TeamMemberData) => void
  /** Default: relaxed where the engine has it. */
  variant?: Variant
}

/** What a FitContext needs of the machine. One engine for each memory. */
export interface Engine {
  readonly variant: Variant
  readonly memory: WebAssembly.Memory
  readonly routines: Routines
  readonly team: Team
  readonly stop: StopSignal
  /** A fresh workspace for the next fit; arrays of the one before must no longer be used. */
  workspace(budgetBytes: number): Workspace & { readonly peakBytes: number }
  /** Lets the members end. */
  close(): void
}

export function openEngine(options: EngineOptions = {}): Engine {
  const memory = options.memory ?? createSharedMemory()
  const { module, variant } = compileRoutines(options.variant)
  const raw = instantiateRoutines(module, memory)
  const routines = bindRoutines(raw)
  const threads = options.startMember === undefined ? 1 : (options.threads ?? 1)
  const team =
    threads > 1 && options.startMember !== undefined
      ? new ThreadTeam({ module, memory }, raw, threads, options.startMember)
      : new SequentialTeam(routines)
  const control = controlWords(memory)
  return {
    variant,
    memory,
    routines,
    team,
    stop: {
      flag: stopFlag(memory),
      get stopped() {
        return Atomics.load(control, controlWord.stop) !== 0
      },
    },
    workspace: (budgetBytes) => new SharedWorkspace(memory, budgetBytes),
    close: () => {
      if (team instanceof ThreadTeam) team.close()
    },
  }
}
