import { describe, expect, it } from 'vitest'
import { kernelRowsOf, supportFigures } from '#learn/inspection/support-figures.ts'
import { fitPipeline } from '#learn/pipeline/pipeline.ts'
import type { StepSpec } from '#learn/pipeline/pipeline-spec.ts'
import { NumpyRandomState } from '#learn/random/mt19937.ts'
import { plainContext } from '#simd/contexts.ts'
import { trainDigits } from '../golden-digits.ts'

const svc: StepSpec = { kind: 'SVC', params: { kernel: 'poly', degree: 3, gamma: 'scale' } }
const fit = (classifier: StepSpec, positive?: number[]) => {
  const steps = [{ kind: 'VarianceThreshold', params: {} }, { kind: 'StandardScaler', params: {} }, classifier]
  const spec = { steps, seed: 1, ...(positive === undefined ? {} : { positive }) }
  return fitPipeline(spec, trainDigits.X, trainDigits.y, plainContext({ random: new NumpyRandomState(1) })).classifier
}

describe('supportFigures', () => {
  it('counts the support vectors of each one-vs-rest problem, and each digit once', () => {
    const figures = supportFigures(fit({ kind: 'OneVsRestClassifier', params: {}, estimator: svc }))
    expect(figures?.perClass).toHaveLength(10)
    const sum = figures?.perClass.reduce((a, b) => a + b, 0) ?? 0
    expect(figures?.union).toBeLessThan(sum)
    expect(figures?.union).toBeGreaterThan(Math.max(...(figures?.perClass ?? [])))
  })

  it('counts by class for machines of pairs and for two classes; every digit belongs to one', () => {
    for (const classifier of [fit(svc), fit(svc, [0])]) {
      const figures = supportFigures(classifier)
      expect(figures?.perClass).toHaveLength(classifier.classes.length)
      expect(figures?.perClass.reduce((a, b) => a + b, 0)).toBe(figures?.union)
    }
  })

  it('has nothing to say of linear models', () => {
    expect(supportFigures(fit({ kind: 'SGDClassifier', params: { maxIter: 1 } }))).toBeNull()
  })
})

describe('kernelRowsOf', () => {
  it('counts the rows of a fit once, though all its models tell them', () => {
    expect(kernelRowsOf(fit({ kind: 'OneVsRestClassifier', params: {}, estimator: svc }))).toBe(trainDigits.X.rows)
    expect(kernelRowsOf(fit(svc))).toBe(trainDigits.X.rows)
    expect(kernelRowsOf(fit({ kind: 'SGDClassifier', params: { maxIter: 1 } }))).toBeNull()
  })
})
