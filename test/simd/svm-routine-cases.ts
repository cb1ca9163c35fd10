import type { Workspace } from '#learn/fit-context.ts'
import type { SvmRoutines } from '#learn/svm/svm-routines.ts'
import { noise } from './noise.ts'
import { packedRoutineCases } from './packed-routine-cases.ts'
import type { RoutineCase } from './routine-cases.ts'
import { digits, features, groups, ink, kernel, seen } from './svm-routine-digits.ts'

function problem(workspace: Workspace, n: number) {
  const errors = noise(workspace.f64(n), 8)
  const alpha = workspace.f64(n)
  const y = workspace.f32(n)
  alpha.forEach((_, j) => (alpha[j] = [0, 0.5, 1][j % 3]))
  y.forEach((_, j) => (y[j] = j % 5 < 2 ? 1 : -1))
  const bounds = workspace.f64(2).fill(1)
  return { errors, alpha, y, bounds }
}

/** A symmetric block with a heavy diagonal. */
function block(workspace: Workspace, m: number, stride: number): Float32Array {
  const values = workspace.f32(m * stride)
  const some = noise(new Float32Array(m * m), 9)
  for (let s = 0; s < m; s++) {
    for (let t = 0; t < m; t++) values[s * stride + t] = s === t ? 4 : (some[s * m + t] + some[t * m + s]) / 8
  }
  return values
}

function sortedBy(errors: Float64Array, ids: Int32Array): number[] {
  return [...ids].sort((a, b) => errors[a] - errors[b])
}

export const svmRoutineCases: Record<keyof SvmRoutines, RoutineCase> = {
  ...packedRoutineCases,
  pixelPanels: { tolerance: 1e-6, run: (context) => seen(digits(context)) },
  pixelGroups: { tolerance: 1e-6, run: (context) => seen(digits(context)) },
  valuePanels: { tolerance: 1e-6, run: (context) => seen(digits(context, true)) },
  valueGroups: { tolerance: 1e-6, run: (context) => seen(digits(context, true)) },
  groupSimilar: {
    tolerance: 0,
    run: (context) => {
      const { masks, words } = digits(context)
      const ids = context.workspace.i32(23)
      ids.forEach((_, i) => (ids[i] = i))
      context.routines.groupSimilar(masks, words, ids, 23, context.workspace.i32(words))
      return ids
    },
  },
  kernelRows: {
    tolerance: 2e-5,
    run: (context) => {
      const { workspace, routines, stop } = context
      const { entries, counts, panels, shifts, norms } = digits(context)
      const slots = workspace.i32(groups * 6)
      slots.forEach((_, i) => (slots[i] = (i * 5) % 18))
      const rows = workspace.f32(18 * 48)
      const rowNorms = workspace.f32(groups * 6).fill(20)
      const poly = kernel(workspace, 'poly', 0.01)
      routines.kernelRows(
        entries,
        counts,
        0,
        2,
        panels,
        features,
        0,
        48,
        shifts,
        norms,
        rowNorms,
        poly,
        rows,
        48,
        slots,
        stop.flag,
      )
      routines.kernelRows(
        entries,
        counts,
        2,
        3,
        panels,
        features,
        16,
        48,
        shifts,
        norms,
        rowNorms,
        poly,
        rows,
        48,
        slots,
        stop.flag,
      )
      return rows
    },
  },
  kernelValues: {
    tolerance: 1e-6,
    run: ({ workspace, routines }) =>
      (['linear', 'poly', 'rbf', 'sigmoid'] as const).flatMap((type) => {
        const values = noise(workspace.f32(400), 10)
        values.forEach((_, j) => (values[j] *= j % 7 === 0 ? 9 : 0.9))
        const norms = noise(workspace.f32(400), 11).fill(4)
        routines.kernelValues(values, 400, noise(workspace.f32(400), 12), norms, 5, kernel(workspace, type, 0.3))
        return [...values]
      }),
  },
  weighRows: {
    tolerance: 1e-5,
    run: ({ workspace, routines }) => {
      const scores = workspace.f64(6)
      routines.weighRows(noise(workspace.f32(3 * 304), 13), 304, 3, noise(workspace.f32(2 * 304), 14), 2, scores)
      return scores
    },
  },
  inkedProducts: {
    tolerance: 1e-4,
    run: ({ workspace, routines }) => {
      const products = workspace.f32(96)
      const inked = workspace.i32(5)
      inked.set([0, 3, 4, 8, 9])
      const weights = noise(workspace.f32(5), 18)
      routines.inkedProducts(ink(10 * 96, workspace), 96, inked, weights, 5, 32, 96, products)
      return products
    },
  },
  takeRows: {
    tolerance: 1e-6,
    run: ({ workspace, routines }) => {
      const errors = noise(workspace.f64(40), 15)
      const slots = workspace.i32(16)
      slots.set([3, 1, 0, 5, 2, 6, 4, 7, 2, 9])
      const steps = workspace.f32(16)
      steps.set([0.5, -1, 2, 0.25, 1, -0.5, 1, 1, 0.125, 3])
      routines.takeRows(errors, 40, noise(workspace.f32(10 * 64), 16), 64, 3, slots, steps, 16)
      return errors
    },
  },
  worstViolators: {
    tolerance: 0,
    run: ({ workspace, routines }) => {
      const n = 200
      const { errors, alpha, y, bounds } = problem(workspace, n)
      const skip = workspace.u8(n)
      const own = workspace.i32(n)
      const slotOf = workspace.i32(n)
      own.forEach((_, j) => {
        skip[j] = j % 11 === 0 ? 1 : 0
        own[j] = n - 1 - j
        slotOf[j] = j % 4 === 0 ? j : -1
      })
      return [0, 1].flatMap((keptOnly) => {
        const up = workspace.i32(20)
        const down = workspace.i32(20)
        const found = workspace.i32(3)
        const limits = workspace.f64(2)
        routines.worstViolators(
          errors,
          alpha,
          y,
          bounds,
          n,
          skip,
          own,
          slotOf,
          keptOnly,
          0.1,
          0.2,
          20,
          up,
          down,
          found,
          limits,
        )
        return [...found, ...limits, ...sortedBy(errors, up), ...sortedBy(errors, down)]
      })
    },
  },
  gatherBlock: {
    tolerance: 0,
    run: ({ workspace, routines }) => {
      const target = workspace.f32(5 * 16)
      const slots = workspace.i32(5)
      const ids = workspace.i32(5)
      const changed = workspace.u8(5)
      slots.set([4, 2, 0, 1, 3])
      ids.set([9, 30, 2, 17, 8])
      changed.set([0, 1, 0, 1, 1])
      routines.gatherBlock(noise(workspace.f32(5 * 32), 17), 32, slots, ids, 5, changed, target, 16)
      return target
    },
  },
  subsetSmo: {
    tolerance: 1e-3,
    run: ({ workspace, routines, stop }) => {
      const m = 61
      const { errors, alpha, y, bounds } = problem(workspace, m)
      const taken = workspace.i32(1)
      const values = block(workspace, m, 80)
      routines.subsetSmo(values, 80, m, errors, alpha, y, bounds, 1e-4, 10_000, workspace.f32(4 * 64), taken, stop.flag)
      return [...alpha, Math.sign(taken[0])]
    },
  },
}
