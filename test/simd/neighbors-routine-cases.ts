import type { FitContext } from '#learn/fit-context.ts'
import type { NeighborsRoutines } from '#learn/neighbors/neighbors-routines.ts'
import { greyLevels, noise } from './noise.ts'
import type { RoutineCase } from './routine-cases.ts'

export const neighborsRoutineCases: Record<keyof NeighborsRoutines, RoutineCase> = {
  packPanels: {
    tolerance: 0,
    run: (context) => {
      const { panels, squares } = packed(context)
      return [...panels, ...squares]
    },
  },
  nearestPixels: { tolerance: 0, run: nearestPixelsCase },
  nearestRows: {
    tolerance: 1e-14,
    run: ({ workspace, routines }) => {
      const [rows, queries, k] = [7, 5, 2]
      const values = noise(workspace.f64(rows * 6), 33)
      const asked = noise(workspace.f64(queries * 6), 34)
      const [distances, nearest] = [workspace.f64(queries * k).fill(Infinity), workspace.i32(queries * k)]
      routines.nearestRows(values, rows, 6, 10, asked, 0, 2, k, distances, nearest)
      routines.nearestRows(values, rows, 6, 10, asked, 2, queries, k, distances, nearest)
      return [...distances, ...nearest]
    },
  },
}

const pairs = 3

/** The last of three panels is half full; with five columns one pair has a half to spare. */
function packed({ workspace, routines }: FitContext) {
  const [rows, columns] = [75, 5]
  const inked = workspace.i32(2 * pairs)
  inked.set([0, 1, 2, 3, 4])
  const [panels, squares] = [workspace.i16(96 * 2 * pairs), workspace.i32(96)]
  routines.packPanels(greyLevels(workspace.u8(rows * columns), 31), rows, columns, inked, pairs, panels, squares)
  return { panels, squares }
}

function nearestPixelsCase(context: FitContext): number[] {
  const { workspace, routines } = context
  const { panels, squares } = packed(context)
  const [queries, k] = [9, 3]
  const greys = greyLevels(new Uint8Array(queries * 4), 32)
  const [start, ink] = [workspace.i32(queries + 1), workspace.i32(queries * 4)]
  for (let q = 0; q <= queries; q++) start[q] = 2 * q
  for (let q = 0; q < queries; q++) {
    ink.set([0, greys[4 * q] | (greys[4 * q + 1] << 16), 256, greys[4 * q + 2]], 4 * q)
  }
  const [distances, nearest] = [workspace.i32(queries * k).fill(0x7fffffff), workspace.i32(queries * k)]
  const scratch = workspace.i32(32)
  const search = (first: number, last: number) =>
    routines.nearestPixels(panels, squares, 3, pairs, 100, start, ink, first, last, k, distances, nearest, scratch)
  search(0, 4)
  search(4, queries)
  return [...distances, ...nearest]
}
