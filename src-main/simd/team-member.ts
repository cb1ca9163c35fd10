import { instantiateRoutines, type RawRoutines, routineNames } from './load-routines.ts'
import { controlWord, controlWords, taskCapacity, taskOffset } from './shared-memory.ts'

/** What a member's thread is started with; module and memory are shared by structured clone. */
export interface TeamMemberData {
  module: WebAssembly.Module
  memory: WebAssembly.Memory
}

/** Takes tasks until none is left. */
export function runTasks(control: Int32Array, taskArguments: Float64Array, raw: RawRoutines): void {
  const routine = raw[routineNames[control[controlWord.routine]]]
  const count = control[controlWord.taskCount]
  const size = control[controlWord.argumentCount]
  for (;;) {
    const task = Atomics.add(control, controlWord.nextTask, 1)
    if (task >= count) return
    routine(...taskArguments.subarray(task * size, (task + 1) * size))
  }
}

/** The whole life of a member's thread: waits for task lists and works on them, until the team is closed. */
export function joinTeam({ module, memory }: TeamMemberData): void {
  const control = controlWords(memory)
  const taskArguments = new Float64Array(memory.buffer, taskOffset, taskCapacity)
  const raw = instantiateRoutines(module, memory)
  let done = Atomics.load(control, controlWord.generation)
  Atomics.add(control, controlWord.readyMembers, 1)
  Atomics.notify(control, controlWord.readyMembers)
  for (;;) {
    const generation = awaitNext(control, done)
    if (generation < 0) return
    done = generation
    try {
      runTasks(control, taskArguments, raw)
    } catch {
      Atomics.add(control, controlWord.failures, 1)
    }
    Atomics.add(control, controlWord.idleMembers, 1)
    Atomics.notify(control, controlWord.idleMembers)
  }
}

/** Task lists often follow each other within microseconds, so it looks a while before it sleeps. */
function awaitNext(control: Int32Array, done: number): number {
  for (let spin = 0; spin < 5000; spin++) {
    const generation = Atomics.load(control, controlWord.generation)
    if (generation !== done) return generation
  }
  for (;;) {
    Atomics.wait(control, controlWord.generation, done)
    const generation = Atomics.load(control, controlWord.generation)
    if (generation !== done) return generation
  }
}
