import { describe, expect, it } from 'vitest'
import { toDense } from '#learn/feature-rows.ts'
import type { FitContext } from '#learn/fit-context.ts'
import { LogisticRegression } from '#learn/linear-model/logistic-regression.ts'
import { SGDClassifier } from '#learn/linear-model/sgd-classifier.ts'
import { canGoOn, startWeights } from '#learn/linear-model/start-weights.ts'
import { OneVsRestClassifier } from '#learn/multiclass/one-vs-rest-classifier.ts'
import { NumpyRandomState } from '#learn/random/mt19937.ts'
import { plainContext } from '#simd/contexts.ts'
import { largestExcess, scaledDigits, trainLabels } from './scaled-digits.ts'

const { train } = scaledDigits(plainContext())
const seeded = (start?: FitContext['start']) => ({
  ...plainContext({ random: new NumpyRandomState(7) }),
  ...(start ? { start } : {}),
})

describe('going on from weights', () => {
  it.each(['lbfgs', 'saga', 'sag'] as const)('brings %s to the optimum it finds in one go', (solver) => {
    const fit = (maxIter: number, start?: FitContext['start'], X: typeof train | ReturnType<typeof toDense> = train) =>
      new OneVsRestClassifier({
        estimator: new LogisticRegression({ solver, C: 0.001, maxIter, tol: 1e-8 }),
      }).fit(X, trainLabels, seeded(start))
    const optimum = startWeights(fit(2000))
    const first = fit(3)
    expect(first.converged).toBe(false)
    const start = startWeights(first) ?? undefined
    for (const X of [train, toDense(train)]) {
      if (solver === 'sag' && X !== train) continue
      const second = fit(2000, start, X)
      expect(second.converged).toBe(true)
      startWeights(second)?.forEach(({ coef, iterations }, k) => {
        expect(largestExcess(coef, Array.from(optimum?.[k].coef ?? []), 1e-3, 1e-5)).toBeLessThanOrEqual(0)
        expect(iterations).toBeGreaterThan(3)
      })
    }
  })

  it('starts where it stood: one more step of L-BFGS lowers the loss further than the first did', () => {
    const losses: number[] = []
    const context = {
      ...plainContext(),
      progress: ({ objective }: { objective: number | null }) => losses.push(objective ?? 0),
    }
    const regression = (maxIter: number) => new LogisticRegression({ maxIter })
    const labels = trainLabels.map((label) => (label === 3 ? 1 : 0))
    const first = regression(5).fit(train, labels, context)
    const reached = losses.at(-1) ?? 0
    losses.length = 0
    regression(5).fit(train, labels, { ...context, start: startWeights(first) ?? undefined })
    expect(losses[0]).toBeCloseTo(reached, 6)
    expect(losses.at(-1)).toBeLessThan(reached)
  })

  it('lets SGD take the steps that are next in its schedule, the same on bytes and on dense rows', () => {
    const fit = (X: typeof train | ReturnType<typeof toDense>, maxIter: number, start?: FitContext['start']) =>
      new SGDClassifier({ loss: 'log_loss', maxIter, shuffle: false, tol: 'none' }).fit(X, trainLabels, seeded(start))
    for (const X of [train, toDense(train)]) {
      const whole = fit(X, 6)
      const half = fit(X, 3)
      const rest = fit(X, 3, startWeights(half) ?? undefined)
      expect(rest.iterations).toEqual(whole.iterations)
      rest.models.forEach(({ coef, intercept }, k) => {
        expect(largestExcess(coef, Array.from(whole.models[k].coef), 1e-9, 1e-9)).toBeLessThanOrEqual(0)
        expect(intercept).toBeCloseTo(whole.models[k].intercept, 8)
      })
    }
  })

  it('refuses weights of other pixels, and averaged ones', () => {
    const start = [{ coef: new Float64Array(3), intercept: 0, iterations: 1 }]
    const labels = trainLabels.map((label) => (label === 3 ? 1 : 0))
    expect(() => new LogisticRegression().fit(train, labels, seeded(start))).toThrow(/other pixels/)
    const own = [{ coef: new Float64Array(train.columns), intercept: 0, iterations: 1 }]
    expect(() => new SGDClassifier({ average: 1 }).fit(train, labels, seeded(own))).toThrow(/average/)
  })

  it('knows which pipelines it is for', () => {
    const step = (kind: string, params = {}) => ({ kind, params })
    const alone = (kind: string, params = {}) => canGoOn({ steps: [step(kind, params)], seed: 0 })
    expect(alone('LogisticRegression', { solver: 'saga' })).toBe(true)
    expect(alone('SGDClassifier')).toBe(true)
    expect(alone('SGDClassifier', { average: 1 })).toBe(false)
    expect(alone('SVC')).toBe(false)
    const inner = { ...step('OneVsRestClassifier'), estimator: step('LogisticRegression') }
    expect(canGoOn({ steps: [step('StandardScaler'), inner], seed: 0 })).toBe(true)
  })
})
