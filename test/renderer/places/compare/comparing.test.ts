import { describe, expect, it } from 'vitest'
import { bestFront } from '#renderer/places/compare/best-front.ts'
import { differenceSentence } from '#renderer/places/compare/difference-sentence.ts'
import { differences } from '#renderer/places/compare/differences.ts'
import { plainMcnemar } from '#renderer/places/compare/compare-judged.ts'
import type { RunSummary } from '#rpc/contract/run.ts'
import { exampleSummary } from '../../../store/example-run.ts'

describe('the front of accuracy and time', () => {
  it('holds those that no other beats in both', () => {
    const runs = [
      { fitSeconds: 10, accuracy: 0.97 },
      { fitSeconds: 2, accuracy: 0.92 },
      { fitSeconds: 3, accuracy: 0.91 },
      { fitSeconds: 2, accuracy: 0.9 },
      { fitSeconds: 1, accuracy: null },
      { fitSeconds: 60, accuracy: 0.97 },
    ]
    expect(bestFront(runs).map(({ fitSeconds }) => fitSeconds)).toEqual([2, 10])
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

  it('closes with a sentence on what differs and which reads more', () => {
    const said = (a: RunSummary, b: RunSummary) => differenceSentence([a, b], differences([a, b]))
    const better = { ...run(0.1, true), name: 'Softer', accuracy: 0.512 }
    expect(said(run(1, true), run(1, true))).toBe('These runs have the same settings throughout.')
    expect(said(run(1, true), better)).toBe(
      'Only LogisticRegression C differs: 1 and 0.1; Softer is 1.20 points more accurate.',
    )
    expect(said(run(1, true), run(0.1, false))).toBe(
      '2 settings differ: StandardScaler and LogisticRegression C; both are equally accurate.',
    )
    const elsewhere = { ...better, spec: { ...better.spec, test: 'other' } }
    expect(said(run(1, true), elsewhere)).toBe('2 settings differ: LogisticRegression C and test digits.')
  })
})

describe('McNemar in plain words', () => {
  it.each([
    [0, 0, 'exactly the same digits'],
    [7, 7, 'each misreads 7: no difference'],
    [10, 12, 'it may well be luck'],
    [
      120,
      80,
      'SVM misreads 80 and the other 120. If both models were equally good, a difference this large would arise about 6 in 1,000 times (McNemar, p = 0.0057): hardly luck',
    ],
    [
      10,
      200,
      'Logistic misreads 10 and the other 200. If both models were equally good, a difference this large would arise less than 1 in 1,000 times',
    ],
  ])('%i against %i: %s', (a, b, words) => {
    expect(plainMcnemar(a, b, 'Logistic', 'SVM')).toContain(words)
  })
})
