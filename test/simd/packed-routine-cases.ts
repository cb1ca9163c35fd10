import type { FitContext } from '#learn/fit-context.ts'
import { noise } from './noise.ts'
import type { RoutineCase } from './routine-cases.ts'
import { digits, features, groups, kernel } from './svm-routine-digits.ts'

const stride = 48
const rowWords = 30
const slotCount = 18
/** A value that lies between two units may go to either. */
const tolerance = 3e-6

/** Rows of 48 columns in 18 slots, in two calls: the second leaves the first 16 columns of its rows as they were. */
function packedRows({ workspace, routines, stop }: FitContext, made: ReturnType<typeof digits>): Float32Array {
  const { entries, counts, panels, shifts, norms } = made
  const slots = workspace.i32(groups * 6)
  slots.forEach((_, i) => (slots[i] = (i * 5) % slotCount))
  const rows = workspace.f32(slotCount * rowWords)
  const rowNorms = workspace.f32(groups * 6).fill(20)
  const sigmoid = kernel(workspace, 'sigmoid', 0.02)
  for (const [firstGroup, lastGroup, firstColumn] of [
    [0, 2, 0],
    [2, 3, 16],
  ]) {
    routines.packedKernelRows(
      ...([entries, counts, firstGroup, lastGroup, panels, features, firstColumn, stride, shifts, norms] as const),
      ...([rowNorms, sigmoid, rows, rowWords, slots, stop.flag, workspace.f32(6 * stride)] as const),
    )
  }
  return rows
}

function gathered(context: FitContext, members: number[], ids: number[], marked: number[]): Float32Array {
  const { workspace, routines } = context
  const target = workspace.f32(members.length * stride)
  const slots = workspace.i32(members.length)
  const columns = workspace.i32(members.length)
  const changed = workspace.u8(members.length)
  slots.set(members)
  columns.set(ids)
  changed.set(marked)
  const rows = packedRows(context, digits(context))
  routines.gatherPackedBlock(rows, rowWords, slots, columns, members.length, changed, target, stride)
  return target
}

const inTurn = Array.from({ length: slotCount }, (_, i) => i)

export const packedRoutineCases: Record<'packedKernelRows' | 'takePackedRows' | 'gatherPackedBlock', RoutineCase> = {
  packedKernelRows: {
    tolerance,
    // Every column of the panels once or more, each from the lower or the upper half of its bytes.
    run: (context) =>
      [0, 18, 30].flatMap((start) => [
        ...gathered(
          context,
          inTurn,
          inTurn.map((i) => start + i),
          inTurn.map(() => 1),
        ),
      ]),
  },
  takePackedRows: {
    tolerance: 3e-5,
    run: (context) => {
      const { workspace, routines } = context
      const errors = noise(workspace.f64(32), 15)
      const slots = workspace.i32(16)
      slots.set([3, 1, 0, 5, 2, 6, 4, 7, 2, 9])
      const steps = workspace.f32(16)
      steps.set([0.5, -1, 2, 0.25, 1, -0.5, 1, 1, 0.125, 3])
      const rows = packedRows(context, digits(context))
      routines.takePackedRows(errors, 32, rows, rowWords, 16, slots, steps, 16)
      return errors
    },
  },
  gatherPackedBlock: {
    tolerance,
    run: (context) => gathered(context, [4, 2, 0, 1, 3], [9, 30, 2, 17, 8], [0, 1, 0, 1, 1]),
  },
}
