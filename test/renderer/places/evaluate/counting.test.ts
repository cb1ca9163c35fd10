import { describe, expect, it } from 'vitest'
import { classNames } from '#renderer/digits/class-names.ts'
import { disagreement } from '#renderer/places/compare/compare-judged.ts'
import { commonestMistake, digitErrors } from '#renderer/places/evaluate/digit-errors.ts'
import { drawnRows } from '#renderer/places/evaluate/drawn-rows.ts'
import { atItsWord, judgedOf, rowsWhere, sortedRows } from '#renderer/digits/judged.ts'
import { remarkOnErrors, remarkOnSureness } from '#renderer/places/evaluate/remarks.ts'
import { rowsOfBins, scoreHistogram } from '#renderer/places/evaluate/score-histogram.ts'
import { symmetricDomain } from '#renderer/places/evaluate/symmetric-domain.ts'
import { scoresAt } from '#renderer/places/evaluate/threshold-scores.ts'
import { pixelsSeen, pixelImportance, weightImage } from '#renderer/places/evaluate/weight-image.ts'
import { rankedCounts } from '#learn/metrics/ranked-counts.ts'
import type { Judgement } from '#rpc/contract/run.ts'

const judgement: Judgement = {
  run: 'r',
  dataset: 'd',
  classes: [0, 1, 2],
  labels: Uint8Array.of(0, 1, 1, 2, 255, 0),
  predicted: Uint8Array.of(0, 2, 2, 2, 1, 1),
  scores: Float32Array.of(1, 0, 0, 0.25, 0.25, 0.5, 0, 0.25, 0.75, 0, 0.5, 0.5, 0.25, 0.75, 0, 0.25, 0.75, 0),
  scoreKind: 'probability',
  height: 1,
  width: 1,
}
const judged = judgedOf(judgement, undefined)
const names = classNames(null)

describe('rows of a judgement', () => {
  it('leaves digits without a label out of right and wrong', () => {
    expect([...judged.labelled]).toEqual([0, 1, 2, 3, 5])
    expect([...rowsWhere(judged, { wrong: true })]).toEqual([1, 2, 5])
    expect([...rowsWhere(judged, { actual: 1, predicted: 2 })]).toEqual([1, 2])
    expect([...rowsWhere(judged, { predicted: 1 })]).toEqual([4, 5])
  })

  it('sorts them by how sure the model was', () => {
    const rows = rowsWhere(judged, {})
    expect([...sortedRows(judged, rows, 'confident-first')]).toEqual([0, 2, 4, 5, 1, 3])
    expect([...sortedRows(judged, rows, 'doubtful-first')]).toEqual([1, 3, 2, 4, 5, 0])
  })

  it('tells two classes as the model does', () => {
    const zero = judgedOf({ ...judgement, classes: [0, 1] }, [0])
    expect([...zero.actual]).toEqual([1, 0, 0, 0, 255, 1])
  })

  it('takes the model at its word where labels are missing: every row counts, and none is wrong', () => {
    const { own, others } = scoreHistogram(atItsWord(judged), 2, 4)
    expect(own).toEqual({ right: [0, 0, 2, 1], wrong: [0, 0, 0, 0] })
    expect(others).toEqual({ right: [0, 0, 0, 3], wrong: [0, 0, 0, 0] })
  })

  it('draws the same rows for the same draw, and others for the next', () => {
    const rows = Uint32Array.from({ length: 1000 }, (_, row) => row)
    expect(drawnRows(rows, 10, 3)).toEqual(drawnRows(rows, 10, 3))
    expect(drawnRows(rows, 10, 3)).not.toEqual(drawnRows(rows, 10, 4))
    expect(new Set(drawnRows(rows, 10, 3)).size).toBe(10)
    expect(drawnRows(rows.slice(0, 4), 10, 1)).toEqual(rows.slice(0, 4))
  })
})

describe('errors by digit', () => {
  it('counts and rates them, and finds the commonest mistake', () => {
    expect(digitErrors(judged).map(({ errors, rate }) => [errors, rate])).toEqual([
      [1, 0.5],
      [2, 1],
      [0, 0],
    ])
    expect(commonestMistake(judged)).toEqual({ actual: 1, predicted: 2, count: 2 })
    expect(remarkOnErrors(judged, names)).toBe(
      'Most errors are ones (2, 100.0\u202f% of them); the commonest mistake is 1 read as 2, twice.',
    )
    expect(remarkOnSureness(judged)).toBe(
      'Where it is right the model is 75.0\u202f% sure on average, where it is wrong still 66.7\u202f%.',
    )
  })

  it('names count and rate apart where they disagree', () => {
    const labels = Uint8Array.of(0, 0, 0, 0, 1)
    const predicted = Uint8Array.of(1, 1, 0, 0, 0)
    const two = judgedOf({ ...judgement, classes: [0, 1], labels, predicted, scores: new Float32Array(10) }, undefined)
    expect(remarkOnErrors(two, names)).toContain('Most errors are zeros (2), by rate ones (100.0\u202f%)')
  })
})

describe('the histogram of a class', () => {
  it('holds its own samples by P and all others by 1 - P, split by right and wrong', () => {
    const histogram = scoreHistogram(judged, 1, 4)
    expect(histogram.own).toEqual({ right: [0, 0, 0, 0], wrong: [0, 2, 0, 0] })
    expect(histogram.others).toEqual({ right: [0, 0, 1, 1], wrong: [0, 1, 0, 0] })
    expect([...rowsOfBins(judged, 1, histogram, [1, 1], true)]).toEqual([1, 2])
    expect([...rowsOfBins(judged, 1, histogram, [3, 3], false)]).toEqual([0])
    expect([...rowsOfBins(judged, 1, histogram, [0, 3], false)]).toEqual([0, 3, 5])
  })

  it('counts selected digits alone, without those that have no label', () => {
    const { own, others } = scoreHistogram(judged, 1, 4, Uint32Array.of(2, 4, 5))
    expect(own).toEqual({ right: [0, 0, 0, 0], wrong: [0, 1, 0, 0] })
    expect(others).toEqual({ right: [0, 0, 0, 0], wrong: [0, 1, 0, 0] })
    expect(digitErrors(judged, Uint32Array.of(2, 4, 5)).map(({ errors }) => errors)).toEqual([1, 1, 0])
  })

  it('spans margins as far to both sides', () => {
    const margins = judgedOf(
      { ...judgement, scores: judgement.scores.map((p) => p * 4 - 3), scoreKind: 'margin' },
      undefined,
    )
    expect(scoreHistogram(margins, 0)).toMatchObject({ from: -3, to: 3 })
  })
})

describe('a threshold', () => {
  it('calls positive what lies above it', () => {
    const counts = rankedCounts([0, 0, 1, 1], [0.1, 0.4, 0.35, 0.8])
    expect(scoresAt(counts, 0.35)).toMatchObject({
      truePositives: 1,
      falsePositives: 1,
      falseNegatives: 1,
      accuracy: 0.5,
      f1: 0.5,
    })
    expect(scoresAt(counts, 1)).toMatchObject({ truePositives: 0, precision: 0, recall: 0, f1: 0, accuracy: 0.5 })
    expect(scoresAt(counts, -1)).toMatchObject({ recall: 1, precision: 0.5, trueNegatives: 0 })
  })
})

describe('weights as images', () => {
  const one = {
    run: 'r',
    height: 1,
    width: 3,
    selected: Int32Array.of(0, 2),
    mean: Float64Array.of(10, 20),
    scale: Float64Array.of(2, 4),
    models: [{ label: 1, coef: Float64Array.of(1, -2), intercept: 0 }],
  }
  const two = { ...one, models: [...one.models, { label: 2, coef: Float64Array.of(-3, 0.5), intercept: 0 }] }

  it('stand in grey levels, standardised, or as the notebook drew one and ten of them', () => {
    expect([...weightImage(one, 0, 'grey')]).toEqual([0.5, 0, -0.5])
    expect([...weightImage(one, 0, 'standardised')]).toEqual([1, 0, -2])
    expect([...weightImage(one, 0, 'notebook')]).toEqual([1, 0, -2])
    expect([...weightImage(two, 0, 'notebook')]).toEqual([12, 0, 12])
  })

  it('know the removed pixels, and how much each kept one counts in all', () => {
    expect([...pixelsSeen(two)]).toEqual([1, 0, 1])
    expect([...pixelImportance(two)]).toEqual([4, 0, 2.5])
  })

  it('share limits about zero, within which all or a share of the values lie', () => {
    const image = Float64Array.of(1, -100, -2, 3)
    expect(symmetricDomain([image], Uint8Array.of(1, 1, 1, 1))).toEqual([-100, 100])
    expect(symmetricDomain([image], Uint8Array.of(1, 1, 1, 1), 0.75)).toEqual([-3, 3])
    expect(symmetricDomain([image], Uint8Array.of(1, 0, 1, 1))).toEqual([-3, 3])
    expect(symmetricDomain([new Float64Array(4)], Uint8Array.of(1, 1, 1, 1))).toEqual([-1, 1])
  })
})

describe('two models', () => {
  it('are told apart by the digits that one, the other or both misread', () => {
    const other = judgedOf({ ...judgement, predicted: Uint8Array.of(1, 1, 2, 2, 0, 0) }, undefined)
    const found = disagreement(judged, other)
    expect(Object.values(found).map((rows) => [...rows])).toEqual([[3], [2], [1, 5], [0]])
  })
})
