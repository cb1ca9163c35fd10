import { beforeAll, describe, expect, it } from 'vitest'
import { noLabel, type DigitSet } from '#learn/datasets/digit-set.ts'
import { sampleDigits } from '#learn/datasets/sample-digits.ts'
import { featuresOf, fitPipeline } from '#learn/pipeline/pipeline.ts'
import { coefficients, contributions } from '#processes/data/coefficients.ts'
import { judgement } from '#processes/data/judgement.ts'
import { seenDigit } from '#processes/data/seen-digit.ts'
import { supportLens } from '#processes/data/support-lens.ts'
import { plainContext } from '#simd/contexts.ts'
import { exampleModel, exampleSummary } from '../../store/example-run.ts'

let labelled: DigitSet
/** The same digits with one in front that nobody labelled: training leaves it out. */
let train: DigitSet

beforeAll(() => {
  const { train: all } = sampleDigits()
  const rows = 120
  labelled = { ...all, rows, pixels: all.pixels.slice(0, rows * 784), labels: all.labels.slice(0, rows) }
  const pixels = new Uint8Array((rows + 1) * 784)
  pixels.set(labelled.pixels, 784)
  train = { ...all, rows: rows + 1, pixels, labels: Uint8Array.of(noLabel, ...labelled.labels) }
})

function run(kind: string, params: Record<string, number>) {
  const spec = {
    steps: [
      { kind: 'StandardScaler', params: {} },
      { kind, params },
    ],
    seed: 1,
  }
  const fitted = fitPipeline(spec, featuresOf(labelled), labelled.labels, plainContext())
  const summary = { ...exampleSummary(), trainRows: labelled.rows }
  return { summary, model: exampleModel({ spec, fitted, height: 28, width: 28 }) }
}

const digit = (row: number) => labelled.pixels.slice(row * 784, (row + 1) * 784)

describe('the support-vector lens', () => {
  it('shows the strongest for and against, with their rows in the file, and adds up to the score', () => {
    const label = labelled.labels[4]
    const against = (label + 1) % 10
    const lens = supportLens(run('SVC', { gamma: 0.001 }), train, { pixels: digit(4), label, against, count: 3 })
    const parts = [...lens!.contributions]
    expect(parts.slice(0, 3)).toEqual(parts.slice(0, 3).sort((a, b) => b - a))
    expect(parts.slice(3)).toEqual(parts.slice(3).sort((a, b) => a - b))
    expect(parts.map(Math.sign)).toEqual([1, 1, 1, -1, -1, -1])
    expect(parts.reduce((sum, part) => sum + part, lens!.restSum + lens!.intercept)).toBeCloseTo(lens!.score, 10)
    expect([...lens!.labels]).toEqual([label, label, label, against, against, against])
    // A training digit is most like itself.
    expect(lens!.rows).toContain(5)
    expect(lens!.pixels.slice(0, 784)).toEqual(train.pixels.slice(784 * lens!.rows[0], 784 * (lens!.rows[0] + 1)))
  })

  it('shows digits of the dataset alone: those that a step added stay in the rest', () => {
    const { summary, model } = run('SVC', { gamma: 0.001 })
    const half = { ...summary, spec: { ...summary.spec, rows: 61 }, trainRows: 60 }
    const question = { pixels: digit(4), label: labelled.labels[4], against: (labelled.labels[4] + 1) % 10, count: 50 }
    const lens = supportLens({ summary: half, model }, train, question)
    expect(Math.max(...lens!.rows)).toBeLessThanOrEqual(60)
    const parts = lens!.contributions.reduce((sum, part) => sum + part, lens!.restSum + lens!.intercept)
    expect(parts).toBeCloseTo(lens!.score, 10)
  })

  it('is not there for a linear model, as weights are not for a kernel', () => {
    const linear = run('LogisticRegression', { maxIter: 5 })
    const kernel = run('SVC', { gamma: 0.001 })
    expect(supportLens(linear, train, { pixels: digit(0), label: 0, against: 1, count: 3 })).toBeNull()
    expect(coefficients(kernel)).toBeNull()
    expect(contributions(kernel, digit(0), 0)).toBeNull()
    expect(coefficients(linear)).toMatchObject({ height: 28, width: 28 })
    expect(contributions(linear, digit(0), 7)?.label).toBe(7)
  })
})

describe('a judgement', () => {
  it('holds the labels of the file, also where the model tells two classes', () => {
    const model = exampleModel({
      spec: { steps: [], positive: [7], seed: 1 },
      testPredicted: Uint8Array.of(1, 0),
      testScores: Float32Array.of(0, 1, 1, 0),
    })
    const test = { rows: 2, height: 1, width: 1, labels: Uint8Array.of(7, noLabel), pixels: new Uint8Array(2) }
    const given = judgement({ summary: exampleSummary(), model }, test)
    expect([...given.labels]).toEqual([7, noLabel])
    expect(given.dataset).toBe(exampleSummary().spec.test)
  })
})

describe('a digit as the classifier sees it', () => {
  it('has the values of the pixels that are kept, scaled where the model scales', () => {
    const model = (steps: { kind: string; params: Record<string, number> }[]) => {
      const spec = { steps: [...steps, { kind: 'KNeighborsClassifier', params: {} }], seed: 1 }
      const fitted = fitPipeline(spec, featuresOf(labelled), labelled.labels, plainContext())
      return { summary: exampleSummary(), model: exampleModel({ spec, fitted, height: 28, width: 28 }) }
    }
    const mask = { kind: 'VarianceThreshold', params: { threshold: 100 } }
    const grey = seenDigit(model([mask]), digit(4))!
    const middle = 14 * 28 + 14
    expect([grey.kept[0], grey.kept[middle], grey.scaled]).toEqual([0, 1, false])
    expect(grey.values[middle]).toBe(digit(4)[middle])
    const scaled = seenDigit(model([mask, { kind: 'StandardScaler', params: {} }]), digit(4))!
    const levels = Array.from({ length: labelled.rows }, (_, row) => digit(row)[middle])
    const mean = levels.reduce((sum, level) => sum + level, 0) / levels.length
    const deviation = Math.sqrt(levels.reduce((sum, level) => sum + (level - mean) ** 2, 0) / levels.length)
    expect(scaled.scaled).toBe(true)
    expect(scaled.values[middle]).toBeCloseTo((digit(4)[middle] - mean) / deviation, 10)
    expect(scaled.values[0]).toBe(0)
  })

  it('is none where the values are no longer one for a pixel', () => {
    const steps = [
      { kind: 'StandardScaler', params: {} },
      { kind: 'StandardScaler', params: {} },
    ]
    const spec = { steps: [...steps, { kind: 'KNeighborsClassifier', params: {} }], seed: 1 }
    const fitted = fitPipeline(spec, featuresOf(labelled), labelled.labels, plainContext())
    expect(
      seenDigit({ summary: exampleSummary(), model: exampleModel({ spec, fitted, height: 28, width: 28 }) }, digit(4)),
    ).toBeNull()
  })
})
