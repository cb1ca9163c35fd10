import { describe, expect, it } from 'vitest'
import { accuracyScore } from '#learn/metrics/accuracy-score.ts'
import { confusionMatrix } from '#learn/metrics/confusion-matrix.ts'
import { digitScores } from '#learn/metrics/digit-scores.ts'
import { f1PerClass, f1Score, precisionRecallFscoreSupport } from '#learn/metrics/precision-recall-fscore.ts'
import { wilsonInterval } from '#learn/metrics/wilson-interval.ts'
import { closeTo, golden } from '../golden.ts'

interface Scored<Value> {
  value: Value
  warnings: string[]
}
type Case = {
  name: string
  y_true: number[]
  y_pred: number[]
  accuracy: number
  confusion_matrix: number[][]
  prfs: [number[], number[], number[], number[]]
  prfs_warnings: string[]
  f1_binary?: Scored<number>
} & Record<string, unknown>

const all = golden<{
  cases: Case[]
  normalized: Record<string, number[][]>
  f1_labels_2_1: number[]
  confusion_labels_2_0: number[][]
}>('metrics')
const example = all.cases.find(({ name }) => name === 'class_never_predicted') as Case
const zeroDivisions = ['warn', 0, 1] as const
const averages = ['macro', 'micro', 'weighted'] as const
const exact = { rtol: 1e-15 }

describe.each(all.cases)('metrics of $name', (labels) => {
  const { y_true, y_pred } = labels

  it('counts as scikit-learn does', () => {
    expect(accuracyScore(y_true, y_pred)).toBe(labels.accuracy)
    expect(confusionMatrix(y_true, y_pred)).toEqual(labels.confusion_matrix)
  })

  it.each(zeroDivisions)('gives its F1 of every class and warns where it does (zero division: %s)', (zeroDivision) => {
    const warnings: string[] = []
    const expected = labels[`f1_None_zd_${zeroDivision}`] as Scored<number[]>
    const f1 = f1PerClass(y_true, y_pred, { zeroDivision, warn: (warning) => warnings.push(warning) })
    expect(closeTo(f1, expected.value, exact)).toBe(true)
    expect(warnings).toHaveLength(expected.warnings.length)
  })

  it.each(zeroDivisions.flatMap((zeroDivision) => averages.map((average) => ({ zeroDivision, average }))))(
    'gives its $average F1 (zero division: $zeroDivision)',
    ({ zeroDivision, average }) => {
      const { value } = labels[`f1_${average}_zd_${zeroDivision}`] as Scored<number>
      expect(closeTo([f1Score(y_true, y_pred, { average, zeroDivision })], [value], exact)).toBe(true)
    },
  )

  it('gives precision, recall and support', () => {
    const warnings: string[] = []
    const warn = (warning: string) => void warnings.push(warning)
    const { precision, recall, f1, support } = precisionRecallFscoreSupport(y_true, y_pred, { warn })
    const [expectedPrecision, expectedRecall, expectedF1, expectedSupport] = labels.prfs
    expect(closeTo(precision, expectedPrecision, exact)).toBe(true)
    expect(closeTo(recall, expectedRecall, exact)).toBe(true)
    expect(closeTo(f1, expectedF1, exact)).toBe(true)
    expect(support).toEqual(expectedSupport)
    expect(warnings).toHaveLength(labels.prfs_warnings.length)
  })
})

it.each(all.cases.filter(({ f1_binary }) => f1_binary))('f1Score of the positive class of $name', (labels) => {
  const value = f1Score(labels.y_true, labels.y_pred, { average: 'binary' })
  expect(closeTo([value], [labels.f1_binary?.value ?? NaN], exact)).toBe(true)
})

describe('confusionMatrix', () => {
  it('takes labels in any order and leaves out the others', () => {
    expect(confusionMatrix(example.y_true, example.y_pred, { labels: [2, 0] })).toEqual(all.confusion_labels_2_0)
    expect(closeTo(f1PerClass(example.y_true, example.y_pred, { labels: [2, 1] }), all.f1_labels_2_1, exact)).toBe(true)
  })

  it.each(['true', 'pred', 'all'] as const)('divides by the sums (%s)', (normalize) => {
    expect(confusionMatrix(example.y_true, example.y_pred, { normalize })).toEqual(all.normalized[normalize])
  })
})

describe('what cannot be judged', () => {
  it('names both numbers when the lengths differ', () => {
    expect(() => accuracyScore([1, 2, 3], [1, 2])).toThrow('There are 3 true labels but 2 predicted ones.')
  })

  it('suggests another average for more than two labels', () => {
    expect(() => f1Score([0, 1, 2], [0, 1, 2], { average: 'binary' })).toThrow('needs two labels, but there are 3')
  })
})

describe('wilsonInterval', () => {
  it('gives the published interval of 9,178 in 10,000', () => {
    const [low, high] = wilsonInterval(9178, 10_000)
    expect(low).toBeCloseTo(0.91225, 4)
    expect(high).toBeCloseTo(0.92303, 4)
  })

  it('stays within 0 and 1 and holds something when all are right', () => {
    expect(wilsonInterval(10, 10)[1]).toBe(1)
    expect(wilsonInterval(10, 10)[0]).toBeCloseTo(0.7225, 4)
    expect(wilsonInterval(0, 10)[0]).toBe(0)
  })
})

it('digitScores means the probabilities of a digit apart for its own samples and for the others', () => {
  const probabilities = [0.9, 0.1, 0.4, 0.6, 0.2, 0.8]
  const [zero, one] = digitScores(Uint8Array.of(0, 0, 1), Uint8Array.of(0, 1, 1), [0, 1], probabilities)
  expect(zero).toMatchObject({
    digit: 0,
    support: 2,
    accuracy: 0.5,
    precision: 1,
    meanPosProba: 0.65,
    meanNegProba: 0.2,
  })
  expect(one.meanPosProba).toBe(0.8)
  expect(one.meanNegProba).toBeCloseTo(0.35, 15)
  expect(digitScores(Uint8Array.of(0), Uint8Array.of(0), [0], null)[0].meanPosProba).toBeNull()
})
