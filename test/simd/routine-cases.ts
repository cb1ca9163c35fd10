import type { FitContext } from '#learn/fit-context.ts'
import type { RoutineName } from '#learn/routines.ts'
import { linearRoutineCases } from './linear-routine-cases.ts'
import { neighborsRoutineCases } from './neighbors-routine-cases.ts'
import { svmRoutineCases } from './svm-routine-cases.ts'
import { greyLevels, noise } from './noise.ts'

export interface RoutineCase {
  /** Calls the routine on made-up data and returns all numbers it produced, in one list. */
  run(context: FitContext): ArrayLike<number>
  /** Allowed difference between builds, relative to max(1, |value|). 0: exactly equal. */
  tolerance: number
}

/** One case for every routine; a new routine adds its line here. */
export const routineCases: Record<RoutineName, RoutineCase> = {
  dotF64: {
    tolerance: 1e-14,
    run: ({ workspace, routines }) => {
      const a = noise(workspace.f64(1003), 1)
      const b = noise(workspace.f64(1003), 2)
      return [routines.dotF64(a, b, 1003), routines.dotF64(a, b, 2)]
    },
  },
  axpyF64: {
    tolerance: 1e-15,
    run: ({ workspace, routines }) => {
      const y = noise(workspace.f64(101), 3)
      routines.axpyF64(0.7, noise(workspace.f64(101), 4), y, 101)
      return y
    },
  },
  pixelSums: {
    tolerance: 0,
    run: ({ workspace, routines }) => {
      const [sums, squares] = [workspace.i32(27), workspace.i32(27)]
      routines.pixelSums(greyLevels(workspace.u8(27 * 130), 5), 27, 130, sums, squares)
      return [...sums, ...squares]
    },
  },
  pixelRanges: {
    tolerance: 0,
    run: ({ workspace, routines }) => {
      const [low, high] = [workspace.u8(27).fill(255), workspace.u8(27)]
      routines.pixelRanges(greyLevels(workspace.u8(27 * 9), 6), 27, 9, low, high)
      return [...low, ...high]
    },
  },
  pixelDeviations: {
    tolerance: 0,
    run: ({ workspace, routines }) => {
      const mean = noise(workspace.f64(27), 7)
      const [deviations, squares] = [workspace.f64(27), workspace.f64(27)]
      routines.pixelDeviations(greyLevels(workspace.u8(27 * 130), 8), 27, 130, 3, 26, mean, deviations, squares)
      return [...deviations, ...squares]
    },
  },
  pixelDeviationLeaf: {
    tolerance: 0,
    run: ({ workspace, routines }) => {
      const mean = noise(workspace.f64(27), 9)
      const pixels = greyLevels(workspace.u8(27 * 128), 10)
      const all: number[] = []
      for (const rows of [128, 61, 8, 5]) {
        const [deviations, squares] = [workspace.f64(27), workspace.f64(27)]
        routines.pixelDeviationLeaf(pixels, 27, rows, mean, deviations, squares)
        all.push(...deviations, ...squares)
      }
      return all
    },
  },
  logisticPass: {
    tolerance: 1e-12,
    run: (context) => [...logisticCase(context, 10), ...logisticCase(context, 4)],
  },
  ...linearRoutineCases,
  ...neighborsRoutineCases,
  ...svmRoutineCases,
}

function logisticCase({ workspace, routines }: FitContext, problems: number): number[] {
  const [stride, rows] = [37, 50]
  const labels = workspace.u8(rows)
  labels.forEach((_, i) => (labels[i] = i % 10))
  const positive = workspace.i32(problems)
  positive.forEach((_, k) => (positive[k] = k))
  const [loss, slope] = [workspace.f64(problems), workspace.f64(problems)]
  const gradient = workspace.f64(stride * problems)
  routines.logisticPass(
    greyLevels(workspace.u8(stride * rows), 11),
    stride,
    rows,
    labels,
    noise(workspace.f64(rows), 12),
    problems,
    positive,
    workspace.f64(problems).fill(2),
    workspace.f64(problems).fill(0.5),
    noise(workspace.f64(stride * problems), 13),
    noise(workspace.f64(problems), 14),
    loss,
    slope,
    gradient,
    workspace.f64(10 + stride),
  )
  return [...loss, ...slope, ...gradient]
}
