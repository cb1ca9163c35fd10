import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { balancedWeights } from '#learn/class-labels.ts'
import { sgd, type SgdSettings } from '#learn/linear-model/sgd.ts'
import { NumpyRandomState } from '#learn/random/mt19937.ts'

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

const close = (actual: ArrayLike<number>, expected: number[], rtol = 1e-9, atol = 1e-11) => {
  for (let j = 0; j < expected.length; j++)
    expect(Math.abs(actual[j] - expected[j])).toBeLessThanOrEqual(atol + rtol * Math.abs(expected[j]))
}

describe('sgd, the plain solver', () => {
  const small = golden('sgd_variants_small')
  const variants = small.expected.fits as {
    params: Record<string, never>
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
    close(result.coef, fit.coef_[0])
    close([result.intercept], fit.intercept_)
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
      seeds.forEach((seed, k) => {
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
        close(result.coef, fit.coef_[k])
        close([result.intercept], [fit.intercept_[k]])
      })
    }
  })
})
