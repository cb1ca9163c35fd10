import { beforeAll, describe, expect, it } from 'vitest'
import type { DigitSet } from '#learn/datasets/digit-set.ts'
import { sampleDigits } from '#learn/datasets/sample-digits.ts'
import { linearWeights, pixelContributions } from '#learn/inspection/linear-weights.ts'
import { supportShares } from '#learn/inspection/support-shares.ts'
import { rowRange } from '#learn/feature-rows.ts'
import { decisionFunction, featuresOf, fitPipeline, type FittedPipeline } from '#learn/pipeline/pipeline.ts'
import type { StepSpec } from '#learn/pipeline/pipeline-spec.ts'
import { plainContext } from '#simd/contexts.ts'

let digits: DigitSet

beforeAll(() => {
  const { train } = sampleDigits()
  const rows = 200
  digits = { ...train, rows, pixels: train.pixels.slice(0, rows * 784), labels: train.labels.slice(0, rows) }
})

const logistic: StepSpec = { kind: 'LogisticRegression', params: { maxIter: 10 } }
const rbf: StepSpec = { kind: 'SVC', params: { C: 5, gamma: 0.001 } }

function fitted(last: StepSpec, positive?: number[]): FittedPipeline {
  const before = ['VarianceThreshold', 'StandardScaler'].map((kind) => ({ kind, params: {} }))
  return fitPipeline({ steps: [...before, last], positive, seed: 1 }, featuresOf(digits), digits.labels, plainContext())
}

const oneAgainstRest = (estimator: StepSpec): StepSpec => ({ kind: 'OneVsRestClassifier', params: {}, estimator })
const digit = (row: number) => rowRange(featuresOf(digits), row, row + 1)
const scoresOf = (model: FittedPipeline, row: number) => decisionFunction(model, digit(row), plainContext())
const sum = (values: Float64Array) => values.reduce((total, value) => total + value, 0)

describe('the weights of a linear model', () => {
  it.each([
    ['one against the rest', oneAgainstRest(logistic)],
    ['by itself', { kind: 'LinearSVC', params: { maxIter: 2 } }],
  ])('%s: contributions and intercept add up to the score of every digit', (_, step) => {
    const model = fitted(step)
    const weights = linearWeights(model)
    expect(weights?.models.map(({ label }) => label)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
    expect(weights?.selected).toHaveLength(model.features)
    const scores = scoresOf(model, 3)
    for (const label of model.classes) {
      const parts = pixelContributions(model, digit(3), label)
      expect(parts?.score).toBeCloseTo(scores[label], 8)
      expect(sum(parts!.values) + parts!.intercept).toBeCloseTo(scores[label], 8)
      expect(parts!.kept.reduce((count, kept) => count + kept, 0)).toBe(model.features)
    }
  })

  it('of two classes speak for the second, and with the other sign for the first', () => {
    const model = fitted(oneAgainstRest(logistic), [0])
    expect(linearWeights(model)?.models.map(({ label }) => label)).toEqual([1])
    const [score] = scoresOf(model, 5)
    expect(pixelContributions(model, digit(5), 1)?.score).toBeCloseTo(score, 8)
    expect(pixelContributions(model, digit(5), 0)?.score).toBeCloseTo(-score, 8)
  })

  it('are not there for a kernel machine', () => {
    const model = fitted(rbf)
    expect(linearWeights(model)).toBeNull()
    expect(pixelContributions(model, digit(0), 1)).toBeNull()
  })
})

describe('the shares of support vectors', () => {
  it('add up to the score of each digit against the rest', () => {
    const model = fitted(oneAgainstRest(rbf))
    const scores = scoresOf(model, 7)
    for (const label of model.classes) {
      const shares = supportShares(model, digit(7), label, 0)
      expect(sum(shares!.contributions) + shares!.intercept).toBeCloseTo(scores[label], 8)
      expect(shares).toMatchObject({ label, against: null })
    }
  })

  it('of a pair of classes are those of that pair, whichever is asked for first', () => {
    const model = fitted(rbf)
    const label = digits.labels[9]
    const other = (label + 3) % 10
    const shares = supportShares(model, digit(9), label, other)
    const turned = supportShares(model, digit(9), other, label)
    expect(shares?.against).toBe(other)
    // A training digit lies on its own side.
    expect(shares!.score).toBeGreaterThan(0)
    expect(turned!.score).toBeCloseTo(-shares!.score, 8)
    const labels = new Set([...shares!.rows].map((row) => digits.labels[row]))
    expect([...labels].sort((a, b) => a - b)).toEqual([label, other].sort((a, b) => a - b))
    expect(supportShares(model, digit(9), label, label)).toBeNull()
  })

  it('of two classes speak for the second, and with the other sign for the first', () => {
    const model = fitted(rbf, [0])
    const [score] = scoresOf(model, 2)
    expect(supportShares(model, digit(2), 1, 0)?.score).toBeCloseTo(score, 8)
    expect(supportShares(model, digit(2), 0, 1)?.score).toBeCloseTo(-score, 8)
  })

  it('are not there for a linear model', () => {
    expect(supportShares(fitted(oneAgainstRest(logistic)), digit(0), 0, 1)).toBeNull()
  })
})
