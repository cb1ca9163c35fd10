import { describe, expect, it } from 'vitest'
import { layColumns } from '#learn/laid-columns.ts'
import type { PixelFeatures } from '#learn/features.ts'
import { classOrder } from '#learn/svm/class-order.ts'
import { type Kernel, resolveGamma } from '#learn/svm/kernel.ts'
import { machineScores } from '#learn/svm/machine-scores.ts'
import { solveInStep } from '#learn/svm/solve-in-step.ts'
import { takeRows } from '#learn/svm/support-vectors.ts'
import { SVC } from '#learn/svm/svc.ts'
import { plainContext, wasmContext } from '#simd/contexts.ts'
import { golden, testLabels } from '../linear-model/scaled-digits.ts'
import {
  digits,
  dualObjective,
  goldenCases,
  goldenData,
  labels,
  largestDifference,
  supportOf,
  type WantedFits,
} from './golden-svc.ts'

const builds = [
  ['the TypeScript twin', plainContext],
  ['WebAssembly', wasmContext],
] as const

describe.each(goldenCases)('SVC on digits, $name', ({ name, threshold, params }) => {
  const expected = golden(name).expected as WantedFits

  it('comes as near to the optimum as libsvm when both are told to', () => {
    const context = plainContext()
    const { train, test } = goldenData(threshold, context)
    for (const { cls, 'tol_1e-10': wanted } of expected.binary) {
      const own = labels.map((label) => (label === cls ? 1 : 0))
      const fitted = new SVC({ ...params, tol: 1e-10 }).fit(train, own, context)
      const decision = SVC.decisionFunction(fitted, test, context).subarray(0, wanted.decision.length)
      expect(largestDifference(decision, wanted.decision)).toBeLessThan(1e-6)
      const [{ coefficients, vectors, intercept }] = fitted.machines
      const values = SVC.decisionFunction(fitted, fitted.support, context)
      const objective = dualObjective(
        coefficients,
        Array.from(vectors, (v) => values[v]),
        intercept,
      )
      expect(Math.abs(objective / wanted.dual_objective - 1)).toBeLessThan(1e-8)
      const { rows, dual } = supportOf(fitted)
      const clear = (alpha: number[], all: number[]) => all.filter((_, i) => Math.abs(alpha[i]) >= 1e-6)
      expect(clear(dual, rows)).toEqual(clear(wanted.dual_coef_, wanted.support_))
    }
  })

  it.each(builds)('comes within the tolerance of libsvm by batches in step, %s', (_, contextOf) => {
    const context = contextOf()
    const { train, test } = goldenData(threshold, context)
    const kernel: Kernel = {
      coef0: 0,
      degree: 3,
      ...params,
      name: params.kernel,
      gamma: resolveGamma('scale', train, context),
    }
    const contests = digits.map((positive) => ({ positive }))
    const options = { tolerance: 1e-3, maxIterations: -1, bounds: (): [number, number] => [1, 1] }
    const solved = solveInStep(train, classOrder(labels, digits), contests, kernel, options, context)
    expect(solved.every(({ converged }) => converged)).toBe(true)
    const scores = solved.map(({ rows: own, coefficients, intercept }) => {
      const machine = { vectors: own.map((_row, i) => i), coefficients, intercept }
      return (X: typeof test) => machineScores([machine], takeRows(train, own), kernel, X, context)
    })
    for (const { cls, default_tol: wanted } of expected.binary) {
      const { rows: own, coefficients, intercept } = solved[cls]
      const decision = scores[cls](test).subarray(0, wanted.decision.length)
      expect(largestDifference(decision, wanted.decision)).toBeLessThan(5e-3)
      const objective = dualObjective(coefficients, scores[cls](takeRows(train, own)), intercept)
      expect(Math.abs(objective / wanted.dual_objective - 1)).toBeLessThan(1e-5)
    }
    // 99.9 % of 450 labels are all of them, and the accuracy may differ by 0.0005, less than one digit.
    const columns = scores.map((of) => of(test))
    const predicted = expected.predict.map((_label, i) => {
      const row = columns.map((column) => column[i])
      return row.indexOf(Math.max(...row))
    })
    expect(predicted).toEqual(expected.predict)
    const right = predicted.filter((label, i) => label === testLabels[i]).length
    expect(Math.abs(right / predicted.length - expected.accuracy)).toBeLessThanOrEqual(0.0005)
  })

  it.each(builds)('gives the decision values of libsvm over kernel rows of single precision, %s', (_, contextOf) => {
    const context = contextOf()
    const { train, test } = goldenData(threshold, context)
    for (const { cls, default_tol: wanted } of expected.binary) {
      const own = labels.map((label) => (label === cls ? 1 : 0))
      const fitted = new SVC(params).fit(train, own, context)
      // Support vectors laid out for drawn digits are not multiplied in double precision, however few they are.
      layColumns(fitted.support as PixelFeatures, context.workspace)
      const decision = SVC.decisionFunction(fitted, test, context).subarray(0, wanted.decision.length)
      expect(largestDifference(decision, wanted.decision)).toBeLessThan(2e-6)
    }
  })
})
