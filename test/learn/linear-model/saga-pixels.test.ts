import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { FitContext } from '#learn/fit-context.ts'
import type { PixelFeatures } from '#learn/features.ts'
import { toDense } from '#learn/feature-rows.ts'
import { VarianceThreshold } from '#learn/feature-selection/variance-threshold.ts'
import { saga } from '#learn/linear-model/saga.ts'
import { sagaPixels } from '#learn/linear-model/saga-pixels.ts'
import { StandardScaler } from '#learn/preprocessing/standard-scaler.ts'
import { plainContext, wasmContext } from '#simd/contexts.ts'

const golden = (name: string) =>
  JSON.parse(readFileSync(join(import.meta.dirname, '../../golden', `${name}.json`), 'utf8'))

const datasetSeed42 = 1608637543
const digits = golden('data_digits')
const trainRows = 1347
const labels = Uint8Array.from(digits.expected.y.slice(0, trainRows))

function scaledDigits(context: FitContext): PixelFeatures {
  const pixels = Uint8Array.from(digits.expected.X_flat_rowmajor_int.slice(0, trainRows * 64))
  const raw: PixelFeatures = {
    kind: 'pixels',
    rows: trainRows,
    columns: 64,
    stride: 64,
    pixels,
    selected: Int32Array.from({ length: 64 }, (_, j) => j),
    rowNorm: null,
    mean: null,
    scale: null,
  }
  const mask = new VarianceThreshold().fit(raw, null, context)
  const selected = VarianceThreshold.transform(mask, raw)
  const scaler = new StandardScaler().fit(selected, null, context)
  return StandardScaler.transform(scaler, selected) as PixelFeatures
}

const problem = (X: PixelFeatures, positive: number[]) => ({
  X,
  labels,
  positive,
  positiveWeight: positive.map(() => 1),
  negativeWeight: positive.map(() => 1),
  alpha: 1 / trainRows,
  fitIntercept: true,
  variant: 'saga' as const,
  maxIter: 100,
  tol: 1e-4,
  seed: datasetSeed42,
})

function expectClose(actual: ArrayLike<number>, expected: number[], what: string) {
  for (let j = 0; j < expected.length; j++) {
    const allowed = 1e-11 + 1e-9 * Math.abs(expected[j])
    expect(Math.abs(actual[j] - expected[j]), `${what}, column ${j}`).toBeLessThanOrEqual(allowed)
  }
}

describe.each([
  ['the TypeScript twin', plainContext],
  ['WebAssembly', wasmContext],
])('SAGA on pixels, %s', (_, contextOf) => {
  it('gives the coefficients of scikit-learn after every number of epochs', () => {
    const context = contextOf()
    const X = scaledDigits(context)
    for (const fit of golden('saga_digits_is0_by_epoch').expected.after_epoch) {
      const [result] = sagaPixels({ ...problem(X, [0]), maxIter: fit.max_iter }, context)
      expectClose(result.coef, fit.coef_[0], `${fit.max_iter} epochs`)
      expectClose([result.intercept], fit.intercept_, `${fit.max_iter} epochs`)
      expect(result.iterations).toBe(fit.n_iter_[0])
    }
  })

  it('gives all ten problems of scikit-learn at once', () => {
    const context = contextOf()
    const { expected } = golden('saga_ovr_digits_pipeline_c')
    const results = sagaPixels(problem(scaledDigits(context), [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]), context)
    results.forEach((result, k) => {
      expect(result.iterations).toBe(expected.n_iter_[k])
      expect(result.converged).toBe(false)
      expectClose(result.coef, expected.coef_[k], `digit ${k}`)
    })
    expectClose(
      results.map((result) => result.intercept),
      expected.intercept_,
      'intercepts',
    )
  })

  it('agrees with the dense solver on normalised rows, on weights, on SAG and where the scale must be folded in', () => {
    const context = contextOf()
    const X = scaledDigits(context)
    const rowNorm = Float64Array.from({ length: trainRows }, (_, i) => 1 + (i % 7) / 3)
    const normalised = { ...X, rowNorm }
    for (const variant of ['saga', 'sag'] as const) {
      for (const alpha of [1 / trainRows, 5]) {
        const settings = {
          ...problem(normalised, [3]),
          positiveWeight: [3],
          negativeWeight: [0.5],
          alpha,
          variant,
          maxIter: 4,
        }
        const [result] = sagaPixels(settings, context)
        const dense = saga({
          ...settings,
          values: toDense(normalised).values,
          rows: trainRows,
          columns: X.columns,
          target: Float64Array.from(labels, (label) => (label === 3 ? 1 : -1)),
          weight: Float64Array.from(labels, (label) => (label === 3 ? 3 : 0.5)),
          beta: 0,
          stop: { stopped: false, flag: new Int32Array(1) },
        })
        expectClose(result.coef, Array.from(dense.coef), `${variant}, alpha ${alpha}`)
        expect(result.iterations).toBe(dense.iterations)
      }
    }
  })
})
