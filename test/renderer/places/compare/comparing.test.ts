import { describe, expect, it } from 'vitest'
import { bestFront } from '#renderer/places/compare/best-front.ts'
import { differences } from '#renderer/places/compare/params-of.ts'
import { plainMcnemar } from '#renderer/places/compare/compare-judged.ts'
import { exampleSummary } from '../../../store/example-run.ts'

describe('the front of accuracy and time', () => {
  it('holds those that no other beats in both', () => {
    const runs = [
      { seconds: 10, accuracy: 0.97 },
      { seconds: 2, accuracy: 0.92 },
      { seconds: 3, accuracy: 0.91 },
      { seconds: 2, accuracy: 0.9 },
      { seconds: 60, accuracy: 0.97 },
    ]
    expect(bestFront(runs).map(({ seconds }) => seconds)).toEqual([2, 10])
  })
})

describe('only what differs', () => {
  const run = (C: number, scaled: boolean) => {
    const example = exampleSummary()
    const steps = [
      ...(scaled ? [{ kind: 'StandardScaler', params: {} }] : []),
      { kind: 'OneVsRestClassifier', params: {}, estimator: { kind: 'LogisticRegression', params: { C, tol: 1 } } },
    ]
    return { ...example, spec: { ...example.spec, pipeline: { steps, seed: 1 } } }
  }

  it('names steps and parameters, also of the wrapped estimator', () => {
    expect(differences([run(1, true), run(0.1, false)])).toEqual([
      { name: 'StandardScaler', values: ['yes', null] },
      { name: 'LogisticRegression C', values: ['1', '0.1'] },
    ])
    expect(differences([run(1, true), run(1, true)])).toEqual([])
  })
})

describe('McNemar in plain words', () => {
  it.each([
    [0, 0, 'exactly the same digits'],
    [7, 7, 'each misreads 7: no difference'],
    [10, 12, 'it may well be luck'],
    [120, 80, 'SVM misreads 80 and the other 120. If both models were equally good, a difference this large would arise about 6 in 1,000 times (McNemar, p = 0.0057): hardly luck'],
    [10, 200, 'Logistic misreads 10 and the other 200. If both models were equally good, a difference this large would arise less than 1 in 1,000 times'],
  ])('%i against %i: %s', (a, b, words) => {
    expect(plainMcnemar(a, b, 'Logistic', 'SVM')).toContain(words)
  })
})
