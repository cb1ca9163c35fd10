import { describe, expect, it } from 'vitest'
import { denseFeatures, rowRange } from '#learn/feature-rows.ts'
import type { FitContext } from '#learn/fit-context.ts'
import { StandardScaler } from '#learn/preprocessing/standard-scaler.ts'
import { classOrder } from '#learn/svm/class-order.ts'
import { resolveGamma } from '#learn/svm/kernel.ts'
import { machineScores } from '#learn/svm/machine-scores.ts'
import { solveInStep } from '#learn/svm/solve-in-step.ts'
import { takeRows } from '#learn/svm/support-vectors.ts'
import { type FittedSVC, SVC } from '#learn/svm/svc.ts'
import type { SVCParams } from '#learn/svm/svc-declaration.ts'
import { plainContext, wasmContext } from '#simd/contexts.ts'
import { testDigits, trainDigits } from '../golden-digits.ts'
import { golden, scaledDigits, testLabels, trainLabels } from '../linear-model/scaled-digits.ts'

const digits = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]
const rows = 700
const labels = trainLabels.subarray(0, rows)

const cases = [
  { name: 'svc_poly2_digits', threshold: 0, params: { kernel: 'poly', degree: 2 } },
  { name: 'svc_poly3_digits_pipeline_e', threshold: 20, params: { kernel: 'poly', degree: 3 } },
  { name: 'svc_poly4_digits', threshold: 0, params: { kernel: 'poly', degree: 4 } },
  { name: 'svc_rbf_digits_pipeline_f', threshold: -1, params: { kernel: 'rbf' } },
  { name: 'svc_sigmoid_digits_pipeline_g', threshold: -1, params: { kernel: 'sigmoid' } },
] as const

function data(threshold: number, context: FitContext) {
  const { train, test } = threshold < 0 ? scaledWhole(context) : scaledDigits(context, threshold)
  return { train: rowRange(train, 0, rows), test }
}

/** Constant columns stay, divided by 1. */
function scaledWhole(context: FitContext) {
  const scaler = new StandardScaler().fit(trainDigits.X, null, context)
  return {
    train: StandardScaler.transform(scaler, trainDigits.X),
    test: StandardScaler.transform(scaler, testDigits.X),
  }
}

/** Row numbers and alpha y, as scikit-learn lists them: the negative class first. */
function supportOf({ machines, supportRows }: FittedSVC) {
  const [{ vectors, coefficients }] = machines
  const order = [...vectors.keys()].sort(
    (a, b) => Math.sign(coefficients[a]) - Math.sign(coefficients[b]) || vectors[a] - vectors[b],
  )
  return { rows: order.map((i) => supportRows[vectors[i]]), dual: order.map((i) => coefficients[i]) }
}

function largestDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  expect(a.length).toBe(b.length)
  return Array.from(a).reduce((most, value, i) => Math.max(most, Math.abs(value - b[i])), 0)
}

describe.each(cases)('SVC on digits, $name', ({ name, threshold, params }) => {
  const { expected } = golden(name)

  it('takes the steps of libsvm and finds its support vectors', () => {
    const context = plainContext()
    const { train, test } = data(threshold, context)
    for (const { cls, default_tol: wanted } of expected.binary) {
      const own = labels.map((label) => (label === cls ? 1 : 0))
      const fitted = new SVC(params).fit(train, own, context)
      expect(fitted.iterations).toEqual([wanted.n_iter_])
      expect(fitted.kernel.gamma / wanted.gamma).toBeCloseTo(1, 12)
      expect(supportOf(fitted).rows).toEqual(wanted.support_)
      expect(largestDifference(supportOf(fitted).dual, wanted.dual_coef_)).toBeLessThan(1e-9)
      expect(fitted.machines[0].intercept).toBeCloseTo(wanted.intercept_, 9)
      const decision = SVC.decisionFunction(fitted, test, context).subarray(0, wanted.decision.length)
      expect(largestDifference(decision, wanted.decision)).toBeLessThan(1e-9)
    }
  })

  it('answers as scikit-learn does, one against the rest', () => {
    const context = plainContext()
    const { train, test } = data(threshold, context)
    const fitted = new SVC(params).fitOneVsRest(train, labels, digits, context)
    const scores = SVC.decisionFunctionOneVsRest(fitted, test, context)
    const predicted = Array.from({ length: test.rows }, (_, i) => {
      const row = scores.subarray(i * 10, i * 10 + 10)
      return row.indexOf(Math.max(...row))
    })
    expect(predicted).toEqual(expected.predict)
    const right = predicted.filter((label, i) => label === testLabels[i]).length
    expect(right / test.rows).toBeCloseTo(expected.accuracy, 12)
  })

  it.each([
    ['the TypeScript twin', plainContext],
    ['WebAssembly', wasmContext],
  ])('comes within the tolerance of libsvm by batches in step, %s', (_, contextOf) => {
    const context = contextOf()
    const { train, test } = data(threshold, context)
    const gamma = resolveGamma('scale', train)
    const kernel = { coef0: 0, degree: 3, ...params, name: params.kernel, gamma }
    const contests = expected.binary.map(({ cls }: { cls: number }) => ({ positive: cls }))
    const options = { tolerance: 1e-3, maxIterations: -1, bounds: (): [number, number] => [1, 1] }
    const solved = solveInStep(train, classOrder(labels, digits), contests, kernel, options, context)
    expected.binary.forEach(({ default_tol: wanted }: { default_tol: Wanted }, k: number) => {
      const { rows: own, coefficients, intercept, converged } = solved[k]
      expect(converged).toBe(true)
      const machine = { vectors: own.map((_row, i) => i), coefficients, intercept }
      const decision = machineScores([machine], takeRows(train, own), kernel, test, context)
      expect(largestDifference(decision.subarray(0, wanted.decision.length), wanted.decision)).toBeLessThan(5e-3)
      const values = machineScores([machine], takeRows(train, own), kernel, takeRows(train, own), context)
      const quadratic = coefficients.reduce((sum, value, i) => sum + value * (values[i] - intercept), 0)
      const objective = quadratic / 2 - coefficients.reduce((sum, value) => sum + Math.abs(value), 0)
      expect(Math.abs(objective / wanted.dual_objective - 1)).toBeLessThan(1e-5)
    })
  })
})

interface Wanted {
  n_iter_: number
  support_: number[]
  decision: number[]
  dual_objective: number
}

describe('SVC on small cases', () => {
  const toy = golden('svc_toy_analytic_and_params')

  it('solves six points as libsvm does', () => {
    const context = plainContext()
    const fitted = new SVC({ kernel: 'linear' }).fit(
      denseFeatures(toy.input.toy_X),
      Uint8Array.from(toy.input.toy_y),
      context,
    )
    expect(supportOf(fitted).rows).toEqual(toy.expected.libsvm_toy.support_)
    expect(largestDifference(supportOf(fitted).dual, toy.expected.libsvm_toy.dual_coef_[0])).toBeLessThan(1e-9)
    const X = denseFeatures(toy.input.toy_T)
    expect([...SVC.predict(fitted, X, context)]).toEqual(toy.expected.libsvm_toy.predict_T)
    expect(
      largestDifference(SVC.decisionFunction(fitted, X, context), toy.expected.libsvm_toy.decision_T),
    ).toBeLessThan(1e-9)
  })

  it('knows two points by heart: alpha = min(C, 1 / (2 a^2))', () => {
    for (const { a, C, alpha, decision_at_1: at1 } of toy.expected.two_points) {
      const fitted = new SVC({ kernel: 'linear', C }).fit(
        denseFeatures([[-a], [a]]),
        Uint8Array.of(0, 1),
        plainContext(),
      )
      expect(largestDifference(fitted.machines[0].coefficients.map(Math.abs), [alpha, alpha])).toBeLessThan(1e-9)
      const decision = SVC.decisionFunction(fitted, denseFeatures([[1]]), plainContext())
      expect(largestDifference(decision, at1)).toBeLessThan(1e-9)
    }
  })

  it.each(toy.expected.grid as (Wanted & { params: Record<string, number | string | boolean>; warnings: string[] })[])(
    'follows libsvm for $params',
    ({ params, n_iter_, support_, decision, warnings }) => {
      const context = plainContext()
      const X = denseFeatures(toy.input.blob_X)
      const y = Uint8Array.from(toy.input.blob_y)
      const { class_weight: weight, max_iter: maxIter, shrinking: _, ...same } = params
      const own = { ...same, classWeight: weight ?? 'none', maxIter: maxIter ?? -1 } as Partial<SVCParams>
      const fitted = new SVC(own).fit(X, y, context)
      expect(fitted.iterations).toEqual([n_iter_])
      expect(supportOf(fitted).rows).toEqual(support_)
      const T = denseFeatures(toy.input.blob_X.slice(0, decision.length))
      expect(decision.length).toBeGreaterThan(0)
      expect(SVC.decisionFunction(fitted, T, context)).toHaveLength(decision.length)
      expect(context.warnings.length).toBe(warnings.length)
    },
  )

  it('takes gamma from the spread of all entries', () => {
    for (const { X, gamma } of toy.expected.gamma_scale) {
      expect(resolveGamma('scale', denseFeatures(X)) / gamma).toBeCloseTo(1, 12)
    }
  })
})
