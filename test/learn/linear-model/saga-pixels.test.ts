import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { hasCode } from '#learn/app-error.ts'
import type { FitContext, StopSignal } from '#learn/fit-context.ts'
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

/** Its flag goes up at the look of this number, counted from 1. */
function stopAt(look: number): { stop: StopSignal; looks: () => number } {
  let looks = 0
  const flag = new Int32Array(1)
  const stop = {
    flag,
    get stopped() {
      if (++looks >= look) flag[0] = 1
      return flag[0] !== 0
    },
  }
  return { stop, looks: () => looks }
}

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

  it('has the weights of the dense solver after as many steps, whenever it is stopped', () => {
    const context = contextOf()
    const rows = 4 * trainRows
    const once = scaledDigits(context)
    const pixels = new Uint8Array(rows * once.stride)
    for (let k = 0; k < 4; k++) pixels.set(once.pixels, k * once.pixels.length)
    const X = { ...once, rows, pixels }
    const y = Uint8Array.from({ length: rows }, (_, i) => labels[i % trainRows])
    const start = { coef: new Float64Array(X.columns).fill(0.01), intercept: 0.5, iterations: 3 }
    const settings = { ...problem(X, [0, 1]), labels: y, maxIter: 2, start: [start, start] }
    const values = toDense(X).values
    const dense = (look: number) =>
      saga({
        ...settings,
        values,
        rows,
        columns: X.columns,
        target: Float64Array.from(y, (label) => (label === 0 ? 1 : -1)),
        weight: null,
        beta: 0,
        start,
        stop: stopAt(look).stop,
      })
    // It looks before every epoch, and every 256 steps on the way.
    const looksAnEpoch = 1 + Math.floor((rows - 1) / 256)
    const reached = [start, dense(17), dense(1 + looksAnEpoch), dense(17 + looksAnEpoch), dense(Infinity)]
    const seen = new Set<number>()
    const whole = stopAt(Infinity)
    sagaPixels(settings, { ...context, stop: whole.stop })
    for (let look = 1; look <= whole.looks() + 1; look++) {
      try {
        const [{ coef, intercept }] = sagaPixels(settings, { ...context, stop: stopAt(look).stop })
        const at = reached.findIndex((state) => Math.abs(state.intercept - intercept) < 1e-9)
        expect(at, `stopped at look ${look}`).toBeGreaterThanOrEqual(0)
        expectClose(coef, [...reached[at].coef], `stopped at look ${look}`)
        seen.add(at)
      } catch (error) {
        if (!hasCode(error, 'aborted')) throw error
      }
    }
    expect([...seen].sort()).toEqual([0, 1, 2, 3, 4])
  })
})
