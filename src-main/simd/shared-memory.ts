import { AppError } from '#learn/app-error.ts'

/**
 * One WebAssembly memory, shared by the leader and every team thread:
 *   page 0       static data of the routines (the compiler's)
 *   page 1       control words (Int32), see `controlWord`
 *   page 2..17   argument lists of the team's tasks (Float64)
 *   page 18..    the workspace
 */
const pageBytes = 65536
const taskPages = 16

export const controlOffset = pageBytes
export const taskOffset = 2 * pageBytes
export const taskCapacity = (taskPages * pageBytes) / 8
export const workspaceOffset = (2 + taskPages) * pageBytes
export const memoryLimitBytes = 65536 * pageBytes

/** Index of each control word in `controlWords`. Words that are written often stand on cache lines of their own. */
export const controlWord = {
  /** 1: whoever computes should stop. */
  stop: 0,
  /** Counts up with every task list; 0 asks members to end. */
  generation: 16,
  routine: 17,
  taskCount: 18,
  argumentCount: 19,
  /** The next task nobody has taken. */
  nextTask: 32,
  /** Members that have finished the present list. */
  idleMembers: 48,
  /** Members in which a routine failed. */
  failures: 49,
  /** Members that are ready to work. */
  readyMembers: 50,
} as const

export function createSharedMemory(): WebAssembly.Memory {
  return new WebAssembly.Memory({
    initial: workspaceOffset / pageBytes,
    maximum: memoryLimitBytes / pageBytes,
    shared: true,
  })
}

export function controlWords(memory: WebAssembly.Memory): Int32Array {
  return new Int32Array(memory.buffer, controlOffset, 64)
}

/** One Int32, 0 or 1; any thread that holds the memory may set it. */
export function stopFlag(memory: WebAssembly.Memory): Int32Array {
  return new Int32Array(memory.buffer, controlOffset, 1)
}

/** Grows the memory so that it ends at `byteLength` or later. Views made before stay valid. */
export function growTo(memory: WebAssembly.Memory, byteLength: number): void {
  const missing = byteLength - memory.buffer.byteLength
  if (missing <= 0) return
  try {
    memory.grow(Math.ceil(missing / pageBytes))
  } catch {
    throw new AppError(
      'out-of-memory',
      `This machine has no ${Math.ceil(byteLength / 2 ** 20)} MB left for training, although the memory budget allows them.`,
      { hint: 'Close other programs, lower the memory budget, or train on fewer rows.' },
    )
  }
}
