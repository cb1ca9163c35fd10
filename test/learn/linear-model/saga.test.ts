import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { saga, sagaStepSize } from '#learn/linear-model/saga.ts'
import { Xorshift } from '#learn/random/xorshift.ts'

const golden = (name: string) =>
  JSON.parse(readFileSync(join(import.meta.dirname, '../../golden', `${name}.json`), 'utf8'))

const never = { stopped: false, flag: new Int32Array(1) }
const datasetSeed42 = 1608637543

function expectClose(actual: ArrayLike<number>, expected: number[], rtol: number, atol: number) {
  expect(actual.length).toBe(expected.length)
  for (let j = 0; j < expected.length; j++)
    expect(Math.abs(actual[j] - expected[j])).toBeLessThanOrEqual(atol + rtol * Math.abs(expected[j]))
}

function problemOf(X: number[][], y: number[], C = 1) {
  return {
    values: Float64Array.from(X.flat()),
    rows: X.length,
    columns: X[0].length,
    target: Float64Array.from(y, (label) => (label === 1 ? 1 : -1)),
    weight: null as Float64Array | null,
    alpha: 1 / (C * X.length),
    beta: 0,
    fitIntercept: true,
    variant: 'saga' as 'saga' | 'sag',
    maxIter: 100,
    tol: 1e-4,
    seed: datasetSeed42,
    stop: never,
  }
}

describe('saga, the plain solver', () => {
  it('takes the steps scikit-learn takes on six rows', () => {
    const { input, expected } = golden('saga_toy_trace')
    for (const fit of expected.fits) {
      const result = saga({ ...problemOf(input.X, input.y), maxIter: fit.max_iter })
      expectClose(result.coef, fit.coef_[0], 1e-13, 1e-15)
      expectClose([result.intercept], fit.intercept_, 1e-13, 1e-15)
      expect(result.iterations).toBe(fit.n_iter_[0])
    }
  })

  it('draws the rows and takes the step size of scikit-learn on six rows', () => {
    const { input, expected } = golden('saga_toy_trace')
    const { rows, alpha } = problemOf(input.X, input.y, input.C)
    const draw = new Xorshift(datasetSeed42)
    expect(expected.indices.map(() => draw.next() % rows)).toEqual(expected.indices)
    expect(alpha).toBe(expected.alpha_scaled)
    const { max_squared_sum: maxSquaredSum } = expected
    expect(sagaStepSize({ maxSquaredSum, rows, alpha, fitIntercept: true, variant: 'saga' })).toBe(expected.step_size)
  })

  it('meets every variant: no intercept, l1, elastic net, sag, weights, extreme C', () => {
    const { input, expected } = golden('saga_variants_small')
    for (const fit of expected.fits) {
      const p = fit.params
      const C = p.C ?? 1
      const l1Ratio = p.penalty === 'l1' ? 1 : (p.l1_ratio ?? 0)
      const problem = problemOf(input.X, input.y, C)
      const n = problem.rows
      let weight: Float64Array | null = null
      if (p.sample_weight) weight = Float64Array.from(input.sample_weight)
      if (p.class_weight === 'balanced') {
        const positives = input.y.filter((label: number) => label === 1).length
        weight = Float64Array.from(input.y, (label) => n / (2 * (label === 1 ? positives : n - positives)))
      } else if (p.class_weight) {
        weight = Float64Array.from(input.y, (label) => p.class_weight[String(label)])
      }
      const result = saga({
        ...problem,
        weight,
        alpha: (1 - l1Ratio) / (C * n),
        beta: l1Ratio / (C * n),
        fitIntercept: p.fit_intercept ?? true,
        variant: p.solver ?? 'saga',
        maxIter: p.max_iter ?? 200,
        tol: p.tol ?? 1e-4,
      })
      expect(result.iterations, JSON.stringify(p)).toBe(fit.n_iter_)
      expectClose(result.coef, fit.coef_, 1e-9, 1e-11)
    }
  })

  it('arrives where scikit-learn arrives when it runs to the end', () => {
    const { input, expected } = golden('saga_converged_optimum')
    for (const fit of expected.fits) {
      const result = saga({ ...problemOf(input.X, input.y, fit.C), tol: 1e-10, maxIter: 20000 })
      expect(result.iterations).toBe(fit.saga_n_iter_)
      expectClose(result.coef, fit.saga_coef_, 1e-9, 1e-11)
      expectClose(result.coef, fit.optimum_coef_, 1e-6, 1e-7)
    }
  })
})
