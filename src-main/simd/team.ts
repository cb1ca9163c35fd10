import { AppError } from '#learn/app-error.ts'
import type { Team } from '#learn/fit-context.ts'
import type { RoutineName, Routines } from '#learn/routines.ts'
import { addressOf, type RawRoutines, routineNames } from './load-routines.ts'
import { controlWord, controlWords, taskCapacity, taskOffset } from './shared-memory.ts'
import { runTasks, type TeamMemberData } from './team-member.ts'

/** After the machine slept one wait may be over at once, without any thread having had its turn; not several. */
const waitMs = 20_000
const mostSilentWaits = 4

/** One thread. */
export class SequentialTeam implements Team {
  readonly threads = 1
  readonly #routines: Routines

  constructor(routines: Routines) {
    this.#routines = routines
  }

  parallel<Name extends RoutineName>(routine: Name, calls: Parameters<Routines[Name]>[]): void {
    const run = this.#routines[routine] as (...args: Parameters<Routines[Name]>) => unknown
    for (const call of calls) run(...call)
  }
}

/**
 * The leader and its members, which are threads that run `joinTeam`. A list of calls is written into shared memory; leader and
 * members take the next one until none is left. Members are started once and kept.
 */
export class ThreadTeam implements Team {
  readonly threads: number
  readonly #data: TeamMemberData
  readonly #control: Int32Array
  readonly #arguments: Float64Array
  readonly #raw: RawRoutines
  #generation = 0
  #ready = false

  /** `startMember` starts one thread that calls `joinTeam(data)`; it is called `threads - 1` times. */
  constructor(data: TeamMemberData, raw: RawRoutines, threads: number, startMember: (data: TeamMemberData) => void) {
    this.threads = threads
    this.#data = data
    this.#raw = raw
    this.#control = controlWords(data.memory)
    this.#arguments = new Float64Array(data.memory.buffer, taskOffset, taskCapacity)
    for (let member = 1; member < threads; member++) startMember(this.#data)
  }

  parallel<Name extends RoutineName>(routine: Name, calls: Parameters<Routines[Name]>[]): void {
    if (calls.length === 0) return
    const argumentCount = (calls[0] as unknown[]).length
    const most = Math.max(1, Math.floor(taskCapacity / Math.max(1, argumentCount)))
    for (let first = 0; first < calls.length; first += most) {
      this.#run(routine, calls.slice(first, first + most) as (ArrayBufferView | number)[][], argumentCount)
    }
  }

  /** Lets the members' threads end. */
  close(): void {
    Atomics.store(this.#control, controlWord.generation, -1)
    Atomics.notify(this.#control, controlWord.generation)
  }

  #run(routine: RoutineName, calls: (ArrayBufferView | number)[][], argumentCount: number): void {
    this.#awaitReady()
    const control = this.#control
    calls.forEach((call, task) => {
      for (let k = 0; k < argumentCount; k++) this.#arguments[task * argumentCount + k] = addressOf(call[k])
    })
    const index = routineNames.indexOf(routine)
    control[controlWord.routine] = index
    control[controlWord.taskCount] = calls.length
    control[controlWord.argumentCount] = argumentCount
    Atomics.store(control, controlWord.nextTask, 0)
    Atomics.store(control, controlWord.idleMembers, 0)
    // Left by a list that ended with the leader's own failure.
    Atomics.store(control, controlWord.failures, 0)
    this.#generation = (this.#generation % 0x3fffffff) + 1
    Atomics.store(control, controlWord.generation, this.#generation)
    Atomics.notify(control, controlWord.generation)
    try {
      runTasks(control, this.#arguments, this.#raw)
    } finally {
      this.#awaitMembers(controlWord.idleMembers)
    }
    if (Atomics.load(control, controlWord.failures) > 0) {
      throw new AppError('internal', `The routine "${routine}" failed on a team thread.`)
    }
  }

  #awaitReady(): void {
    if (this.#ready) return
    this.#awaitMembers(controlWord.readyMembers)
    this.#ready = true
  }

  #awaitMembers(word: number): void {
    const members = this.threads - 1
    for (let spin = 0; spin < 2000; spin++) if (Atomics.load(this.#control, word) >= members) return
    for (let silent = 0; silent < mostSilentWaits;) {
      const present = Atomics.load(this.#control, word)
      if (present >= members) return
      silent = Atomics.wait(this.#control, word, present, waitMs) === 'timed-out' ? silent + 1 : 0
    }
    throw new AppError('internal', 'A team thread does not answer.')
  }
}
