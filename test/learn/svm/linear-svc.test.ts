import { describe, expect, it } from 'vitest'
import type { PixelFeatures } from '#learn/features.ts'
import type { FitContext } from '#learn/fit-context.ts'
import { denseFeatures, toDense } from '#learn/feature-rows.ts'
import { sparsePixels } from '#learn/sparse-pixels.ts'
import { solveByNewton } from '#learn/svm/hinge-newton.ts'
import { LinearSVC } from '#learn/svm/linear-svc.ts'
import type { SquaredHingeProblem } from '#learn/svm/squared-hinge.ts'
import { plainContext, wasmContext } from '#simd/contexts.ts'
import { golden, largestExcess, scaledDigits, trainLabels } from '../linear-model/scaled-digits.ts'

const digits = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]

describe.each([
  ['the TypeScript twin', plainContext],
  ['WebAssembly', wasmContext],
])('LinearSVC, %s', (_, contextOf) => {
  it('takes as many steps as scikit-learn on the ten digits and arrives where it arrives', () => {
    const { expected } = golden('linearsvc_ovr_digits_pipeline_d')
    const context = contextOf()
    const { train, test } = scaledDigits(context, 20)
    const fitted = new LinearSVC().fitOneVsRest(train, trainLabels, digits, context)
    expect(fitted.flatMap(({ iterations }) => iterations)).toEqual(expected.default_tol_n_iter_)
    fitted.forEach(({ models }, k) => {
      expect(largestExcess(models[0].coef, expected.default_tol_coef_[k], 1e-4, 2e-6)).toBeLessThanOrEqual(0)
    })
    const scores = LinearSVC.decisionFunctionOneVsRest(fitted, test)
    const predicted = Array.from({ length: test.rows }, (_, i) => {
      const row = scores.subarray(i * 10, i * 10 + 10)
      return row.indexOf(Math.max(...row))
    })
    expect(predicted).toEqual(expected.predict)
    expect(context.warnings).toEqual([])
  })

  it('reaches the one optimum when the tolerance is tight', () => {
    const { expected } = golden('linearsvc_ovr_digits_pipeline_d')
    const context = contextOf()
    const { train } = scaledDigits(context, 20)
    const fitted = new LinearSVC({ tol: 1e-12, maxIter: 10000 }).fitOneVsRest(train, trainLabels, digits, context)
    fitted.forEach(({ models }, k) => {
      expect(largestExcess(models[0].coef, expected.optimum_coef_[k], 1e-5, 1e-7)).toBeLessThanOrEqual(0)
      expect(models[0].intercept).toBeCloseTo(expected.optimum_intercept_[k], 5)
    })
    const objective = context.told.at(-1)!.objective!
    const optimum = expected.optimum_objective.reduce((sum: number, value: number) => sum + value, 0)
    expect(Math.abs(objective / optimum - 1)).toBeLessThan(1e-10)
  })

  it('tells progress that never falls', () => {
    const context = contextOf()
    const { train } = scaledDigits(context, 20)
    new LinearSVC().fitOneVsRest(train, trainLabels, digits, context)
    const fractions = context.told.map(({ fraction }) => fraction)
    expect(fractions.length).toBeGreaterThan(20)
    expect(fractions).toEqual([...fractions].sort((a, b) => a - b))
    expect(fractions.at(-1)).toBe(1)
  })

  it('agrees on bytes and on dense rows, with normalised rows and without an intercept', () => {
    const context = contextOf()
    const { train } = scaledDigits(context, 20)
    const normalised = { ...train, rowNorm: Float64Array.from({ length: train.rows }, (_, i) => 1 + (i % 5) / 4) }
    for (const params of [{ fitIntercept: false }, { classWeight: 'balanced', C: 0.1 }] as const) {
      const [onBytes] = new LinearSVC({ ...params, tol: 1e-10 }).fitOneVsRest(normalised, trainLabels, [3], context)
      const [onRows] = new LinearSVC({ ...params, tol: 1e-10 }).fitOneVsRest(
        toDense(normalised),
        trainLabels,
        [3],
        context,
      )
      const expected = Array.from(onRows.models[0].coef)
      expect(largestExcess(onBytes.models[0].coef, expected, 1e-6, 1e-8)).toBeLessThanOrEqual(0)
    }
  })
})

describe.each([
  ['the TypeScript twin', plainContext],
  ['WebAssembly', wasmContext],
])("Newton's method for the squared hinge, %s", (_, contextOf) => {
  it('reaches the one optimum in a few steps', () => {
    const { expected } = golden('linearsvc_ovr_digits_pipeline_d')
    const context = contextOf()
    const { train } = scaledDigits(context, 20)
    const problems = digits.map((digit) => problemOf(digit, 1, 1))
    const tolerances = digits.map(() => 1e-13)
    const states = solveByNewton(problems, tolerances, 100, sparsePixels(train, context), 1, context)
    states.forEach(({ w, objective, iterations }, k) => {
      expect(iterations).toBeLessThan(40)
      expect(largestExcess(w.slice(0, -1), expected.optimum_coef_[k], 1e-5, 1e-7)).toBeLessThanOrEqual(0)
      expect(w.at(-1)).toBeCloseTo(expected.optimum_intercept_[k], 5)
      expect(Math.abs(objective / expected.optimum_objective[k] - 1)).toBeLessThan(1e-10)
    })
    const fractions = context.told.map(({ fraction }) => fraction)
    expect(fractions).toEqual([...fractions].sort((a, b) => a - b))
    expect(fractions.at(-1)).toBe(1)
  })

  it('arrives where TRON arrives with weights, normalised rows and without an intercept', () => {
    const context = contextOf()
    const { train } = scaledDigits(context, 20)
    const rowNorm = Float64Array.from({ length: train.rows }, (_, i) => 1 + (i % 5) / 4)
    const X = { ...train, rowNorm }
    const params = { fitIntercept: false, classWeight: 'balanced', C: 0.1, tol: 1e-12, maxIter: 10000 } as const
    const [byTron] = new LinearSVC(params).fitOneVsRest(X, trainLabels, [3], context)
    const threes = trainLabels.filter((label) => label === 3).length
    const [negative, positive] = [train.rows - threes, threes].map((size) => (0.1 * train.rows) / (2 * size))
    const sparse = sparsePixels(X, context)
    const [{ w }] = solveByNewton([problemOf(3, positive, negative)], [1e-12], 100, sparse, 0, context)
    expect(largestExcess(w, Array.from(byTron.models[0].coef), 1e-5, 1e-7)).toBeLessThanOrEqual(0)
  })
})

it('solves large problems by Newton steps: every digit twice at half the C has the same optimum', () => {
  const { expected } = golden('linearsvc_ovr_digits_pipeline_d')
  const context = wasmContext()
  const { train, labels } = repeated(2, context)
  const fitted = new LinearSVC({ C: 0.5, tol: 1e-12 }).fitOneVsRest(train, labels, digits, context)
  fitted.forEach(({ models, iterations, converged }, k) => {
    expect(largestExcess(models[0].coef, expected.optimum_coef_[k], 1e-5, 1e-7)).toBeLessThanOrEqual(0)
    expect(iterations?.[0]).toBeLessThan(40)
    expect(converged).toBe(true)
  })
  expect(context.warnings).toEqual([])
  new LinearSVC({ maxIter: 2 }).fitOneVsRest(train, labels, digits, context)
  expect(context.warnings).toEqual([expect.stringContaining('limit of 2 iterations')])
})

it('cuts passes over very many rows into more blocks: every digit 200 times at a 200th of the C has the same optimum', () => {
  const { expected } = golden('linearsvc_ovr_digits_pipeline_d')
  const context = wasmContext()
  const { train, labels } = repeated(200, context)
  const [{ models }] = new LinearSVC({ C: 1 / 200, tol: 1e-12 }).fitOneVsRest(train, labels, [3], context)
  expect(largestExcess(models[0].coef, expected.optimum_coef_[3], 1e-5, 1e-7)).toBeLessThanOrEqual(0)
})

/** Every training digit so many times. */
function repeated(times: number, context: FitContext): { train: PixelFeatures; labels: Uint8Array } {
  const { train } = scaledDigits(context, 20)
  const pixels = new Uint8Array(times * train.rows * train.stride)
  const labels = new Uint8Array(times * train.rows)
  for (let time = 0; time < times; time++) {
    pixels.set(train.pixels.subarray(0, train.rows * train.stride), time * train.rows * train.stride)
    labels.set(trainLabels, time * train.rows)
  }
  return { train: { ...train, rows: times * train.rows, pixels }, labels }
}

function problemOf(digit: number, positiveC: number, negativeC: number): SquaredHingeProblem {
  return { target: Int8Array.from(trainLabels, (label) => (label === digit ? 1 : -1)), positiveC, negativeC }
}

describe('LinearSVC on dense rows', () => {
  it('follows scikit-learn through its parameters', () => {
    const { input, expected } = golden('linearsvc_small_and_analytic')
    const X = denseFeatures(input.X)
    for (const fit of expected.fits) {
      const p = fit.params
      const context = plainContext()
      const fitted = new LinearSVC({
        tol: 1e-10,
        C: p.C ?? 1,
        fitIntercept: p.fit_intercept ?? true,
        interceptScaling: p.intercept_scaling ?? 1,
        classWeight: p.class_weight ?? 'none',
        maxIter: p.max_iter ?? 1000,
      }).fit(X, Uint8Array.from(input.y), context)
      expect(fitted.iterations, JSON.stringify(p)).toEqual([fit.n_iter_])
      expect(largestExcess(fitted.models[0].coef, fit.coef_, 1e-6, 1e-8)).toBeLessThanOrEqual(0)
      expect(largestExcess([fitted.models[0].intercept], [fit.intercept_].flat(), 1e-6, 1e-8)).toBeLessThanOrEqual(0)
      expect(context.warnings.length).toBe(fit.warnings.length)
    }
  })

  it('finds the weight that can be worked out by hand', () => {
    const { input, expected } = golden('linearsvc_small_and_analytic')
    const fitted = new LinearSVC({ tol: 1e-12 }).fit(denseFeatures(input.Xs), Uint8Array.from(input.ys), plainContext())
    expect(fitted.models[0].coef[0]).toBeCloseTo(expected.analytic_w, 8)
    expect(fitted.models[0].intercept).toBeCloseTo(0, 10)
  })
})
