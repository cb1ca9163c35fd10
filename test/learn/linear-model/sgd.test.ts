import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { balancedWeights } from '#learn/class-labels.ts'
import { sgd, type SgdResult, type SgdSettings } from '#learn/linear-model/sgd.ts'
import { NumpyRandomState } from '#learn/random/mt19937.ts'
import { closeTo } from '../golden.ts'

const golden = (name: string) =>
  JSON.parse(readFileSync(join(import.meta.dirname, '../../golden', `${name}.json`), 'utf8'))

const stop = { stopped: false, flag: new Int32Array(1) }

const defaults: SgdSettings = {
  loss: 'hinge',
  penalty: 'l2',
  alpha: 1e-4,
  l1Ratio: 0.15,
  fitIntercept: true,
  maxIter: 1000,
  tol: 1e-3,
  shuffle: true,
  learningRate: 'optimal',
  eta0: 0,
  powerT: 0.5,
  average: 0,
  nIterNoChange: 5,
}

function shuffleSeed(seed: number) {
  const random = new NumpyRandomState(seed)
  random.randint(1, 2 ** 31 - 1)
  return random.randint(0, 2 ** 31 - 1)
}

/** exp() differs by a unit of the last place between machines; losses without it have nothing to differ in. */
const toleranceOf = (loss: string) =>
  loss === 'hinge' || loss === 'perceptron' ? { rtol: 1e-12 } : { rtol: 1e-9, atol: 1e-11 }

function expectClose(actual: ArrayLike<number>, expected: number[], tolerance: { rtol: number; atol?: number }) {
  expect(closeTo(actual, expected, tolerance), `${Array.from(actual).join(' ')} for ${expected.join(' ')}`).toBe(true)
}

const scoresOf = ({ coef, intercept }: SgdResult, X: number[][]) =>
  X.map((row) => row.reduce((sum, value, j) => sum + value * coef[j], intercept))

describe('sgd, the plain solver', () => {
  const small = golden('sgd_variants_small')
  const variants = small.expected.fits as {
    params: Record<string, never>
    decision: number[]
    predict: number[]
    coef_: number[][]
    intercept_: number[]
    n_iter_: number
  }[]

  it.each(variants.map((fit) => [JSON.stringify(fit.params), fit] as const))('follows scikit-learn: %s', (_, fit) => {
    const p = fit.params as Record<string, string & number & boolean>
    const labels = Uint8Array.from(small.input.y)
    const [negativeWeight, positiveWeight] = p.class_weight === 'balanced' ? balancedWeights(labels, 1) : [1, 1]
    const result = sgd({
      ...defaults,
      loss: p.loss as never,
      penalty: p.penalty === null ? 'none' : ((p.penalty ?? 'l2') as never),
      alpha: p.alpha ?? 1e-4,
      l1Ratio: p.l1_ratio ?? 0.15,
      fitIntercept: p.fit_intercept ?? true,
      maxIter: p.max_iter,
      tol: p.tol === null ? null : 1e-3,
      shuffle: p.shuffle ?? true,
      learningRate: (p.learning_rate ?? 'optimal') as never,
      eta0: p.eta0 ?? 0,
      average: Number(p.average ?? 0),
      values: Float64Array.from(small.input.X.flat()),
      rows: labels.length,
      columns: 4,
      target: Float64Array.from(labels, (label) => (label === 1 ? 1 : -1)),
      positiveWeight,
      negativeWeight,
      shuffleSeed: shuffleSeed(0),
      stop,
    })
    expect(result.iterations).toBe(fit.n_iter_)
    const tolerance = toleranceOf(p.loss ?? 'hinge')
    expectClose(result.coef, fit.coef_[0], tolerance)
    expectClose([result.intercept], fit.intercept_, tolerance)
    const scores = scoresOf(result, small.input.X)
    expectClose(scores.slice(0, fit.decision.length), fit.decision, { rtol: 1e-9, atol: 1e-11 })
    expect(scores.map((score) => (score > 0 ? 1 : 0))).toEqual(fit.predict)
  })

  it('fits the three classes of iris with the seeds that scikit-learn derives', () => {
    const iris = golden('data_iris')
    const { expected } = golden('sgd_multiclass_iris')
    const X = iris.expected.X as number[][]
    const y = iris.expected.y as number[]
    const random = new NumpyRandomState(42)
    const seeds = [0, 1, 2].map(() => random.randint(0, 2 ** 31 - 1))
    expect(seeds).toEqual(expected.seeds)
    for (const fit of expected.fits) {
      const results = seeds.map((seed, k) => {
        const result = sgd({
          ...defaults,
          loss: fit.loss === 'hinge' ? 'hinge' : 'log_loss',
          maxIter: fit.max_iter,
          values: Float64Array.from(X.flat()),
          rows: y.length,
          columns: 4,
          target: Float64Array.from(y, (label) => (label === k ? 1 : -1)),
          positiveWeight: 1,
          negativeWeight: 1,
          shuffleSeed: shuffleSeed(seed),
          stop,
        })
        expectClose(result.coef, fit.coef_[k], toleranceOf(fit.loss))
        expectClose([result.intercept], [fit.intercept_[k]], toleranceOf(fit.loss))
        return result
      })
      expect(Math.max(...results.map(({ iterations }) => iterations))).toBe(fit.n_iter_)
      const scores = results.map((result) => scoresOf(result, X))
      const rows = X.map((_row, i) => scores.map((column) => column[i]))
      fit.decision.forEach((expected: number[], i: number) =>
        expectClose(rows[10 * i], expected, { rtol: 1e-9, atol: 1e-11 }),
      )
      expect(rows.map((row) => row.indexOf(Math.max(...row)))).toEqual(fit.predict)
    }
  })
})
