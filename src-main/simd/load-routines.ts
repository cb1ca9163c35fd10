import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { AppError } from '#learn/app-error.ts'
import type { RoutineName, Routines } from '#learn/routines.ts'
import { twinRoutines } from './twin.ts'

export type Variant = 'relaxed' | 'plain'

/** Names in one fixed order: a routine is sent to another thread as its index. */
export const routineNames = (Object.keys(twinRoutines) as RoutineName[]).sort()

/** Taking addresses for arrays. */
export type RawRoutines = Record<RoutineName, (...args: number[]) => number>
type RoutineArgument = ArrayBufferView | number

/** The compiled routines stand beside the bundles, in `simd/`; from the sources, in out/main/simd. */
function simdFolder(): string {
  const here = import.meta.dirname
  const folders = [join(here, 'simd'), join(here, '../simd'), join(here, '../../out/main/simd')]
  const found = folders.find((folder) => existsSync(join(folder, 'plain.wasm')))
  if (found === undefined) {
    throw new AppError('internal', 'The compiled routines (simd/plain.wasm) are missing.', {
      hint: 'Run npm run build.',
    })
  }
  return found
}

interface Compiled {
  module: WebAssembly.Module
  variant: Variant
}

const compiled = new Map<Variant | undefined, Compiled>()

/** Compiles the build with relaxed SIMD where this engine has it, else the plain one; once in a process. */
export function compileRoutines(wanted?: Variant): Compiled {
  const known = compiled.get(wanted) ?? compile(wanted)
  compiled.set(wanted, known)
  return known
}

function compile(wanted?: Variant): Compiled {
  const folder = simdFolder()
  const relaxed = readFileSync(join(folder, 'relaxed.wasm'))
  const variant = wanted ?? (WebAssembly.validate(relaxed) ? 'relaxed' : 'plain')
  const bytes = variant === 'relaxed' ? relaxed : readFileSync(join(folder, 'plain.wasm'))
  return { module: new WebAssembly.Module(bytes), variant }
}

/** The routines as they are: addresses and numbers. */
export function instantiateRoutines(module: WebAssembly.Module, memory: WebAssembly.Memory): RawRoutines {
  const instance = new WebAssembly.Instance(module, {
    env: {
      memory,
      abort: () => {
        throw new AppError('internal', 'A compiled routine aborted.')
      },
    },
  })
  return instance.exports as RawRoutines
}

export function addressOf(argument: RoutineArgument): number {
  if (typeof argument === 'number') return argument
  if (!(argument.buffer instanceof SharedArrayBuffer)) {
    throw new AppError('internal', 'A routine was given an array that is not from the workspace.')
  }
  return argument.byteOffset
}

/** The routines as solvers call them: typed arrays of the workspace and numbers. */
export function bindRoutines(raw: RawRoutines): Routines {
  const bound = routineNames.map((name) => {
    const routine = raw[name] as RawRoutines[RoutineName] | undefined
    const call = (...args: RoutineArgument[]) => {
      if (routine === undefined) {
        throw new AppError('internal', `The compiled routines lack "${name}".`, { hint: 'Run npm run build again.' })
      }
      return routine(...args.map(addressOf))
    }
    return [name, call]
  })
  return Object.fromEntries(bound) as Routines
}
