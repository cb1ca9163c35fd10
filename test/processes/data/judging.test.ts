import { describe, expect, it } from 'vitest'
import { noLabel, type DigitSet } from '#learn/datasets/digit-set.ts'
import { evaluation } from '#processes/data/evaluation.ts'
import { judgedTest } from '#processes/data/judged-test.ts'
import type { RunModel } from '#store/run-store.ts'
import { exampleModel, exampleSummary } from '../../store/example-run.ts'

/** Six digits of one pixel, whose grey level is their row. */
const test: DigitSet = {
  rows: 6,
  height: 1,
  width: 1,
  labels: Uint8Array.of(0, 1, 1, 0, 7, noLabel),
  pixels: Uint8Array.of(0, 1, 2, 3, 4, 5),
}
const predicted = Uint8Array.of(0, 1, 0, 0, 1, 1)
const scores = Float32Array.of(0.75, 0.25, 0.5, 0.5, 0.625, 0.375, 1, 0, 0.125, 0.875, 0.25, 0.75)

function judged(changes: Partial<RunModel> = {}) {
  const model = exampleModel({ testPredicted: predicted, testScores: scores, testScoreKind: 'probability', ...changes })
  return judgedTest({ summary: exampleSummary(), model }, test)
}

describe('evaluation', () => {
  it('counts labelled digits only, and classes that were never trained too', () => {
    const { classes, confusion, accuracy, errors, interval } = evaluation('run', judged())
    expect({ classes, confusion, accuracy, errors }).toEqual({
      classes: [0, 1, 7],
      confusion: [
        [2, 0, 0],
        [1, 1, 0],
        [0, 1, 0],
      ],
      accuracy: 0.6,
      errors: 2,
    })
    expect(interval[0]).toBeCloseTo(0.2307, 4)
    expect(interval[1]).toBeCloseTo(0.8824, 4)
  })

  it('gives every digit its scores, with the mean probabilities of others and its own', () => {
    const [zero, one, seven] = evaluation('run', judged()).perDigit
    expect(zero).toMatchObject({ digit: 0, support: 2, accuracy: 1, precision: 2 / 3, meanPosProba: 0.875 })
    expect(zero.meanNegProba).toBeCloseTo((0.5 + 0.625 + 0.125) / 3, 12)
    expect(one).toMatchObject({ digit: 1, support: 2, accuracy: 0.5, meanPosProba: 0.4375 })
    expect(seven).toMatchObject({ digit: 7, support: 1, accuracy: 0, meanPosProba: 0 })
  })

  it('gives no probabilities where the scores are margins', () => {
    const { perDigit } = evaluation('run', judged({ testScoreKind: 'margin' }))
    expect(perDigit.map(({ meanPosProba }) => meanPosProba)).toEqual([null, null, null])
  })

  it('judges a model of one digit against the rest by the F1 of that digit', () => {
    const { classes, confusion, f1 } = evaluation('run', judged({ spec: { steps: [], positive: [1], seed: 1 } }))
    expect(classes).toEqual([0, 1])
    expect(confusion).toEqual([
      [2, 1],
      [1, 1],
    ])
    expect(f1).toBeCloseTo(0.5, 12)
  })

  it('refuses test digits without labels, and predictions that do not fit them', () => {
    const model = exampleModel({ testPredicted: predicted, testScores: scores })
    const blank = { ...test, labels: new Uint8Array(6).fill(noLabel) }
    expect(() => evaluation('run', judgedTest({ summary: exampleSummary(), model }, blank))).toThrow('carry no labels')
    expect(() => judged({ testPredicted: new Uint8Array(5) })).toThrow('has 5 predictions for 6 test digits')
  })
})
