import { describe, expect, it } from 'vitest'
import { mnist } from '#learn/datasets/known-datasets.ts'
import { sampleDigits } from '#learn/datasets/sample-digits.ts'
import { deltaInWords, deltaOf } from '#renderer/places/compare/against-baseline.ts'
import { frontSentence } from '#renderer/places/compare/front-sentence.ts'
import { firstPair, groupRuns, whyApart } from '#renderer/places/compare/run-groups.ts'
import { sampleTestSet, testSetName } from '#renderer/places/compare/test-set-name.ts'
import { matches } from '#renderer/places/compare/use-run-filter.ts'
import type { RunSummary } from '#rpc/contract/run.ts'
import { datasetId } from '#store/dataset-id.ts'
import { exampleSummary } from '../../../store/example-run.ts'

const kinds = { linear: 'LinearSVC', poly: 'SVC', zero: 'SGDClassifier' }

function run(name: keyof typeof kinds, test: string, accuracy: number | null, fitSeconds: number): RunSummary {
  const steps = [{ kind: kinds[name], params: {} }]
  const pipeline = { steps, seed: 1, ...(name === 'zero' ? { positive: [0] } : {}) }
  const spec = { name, pipeline, train: 'train', test }
  return exampleSummary({ id: `${name} ${test}`, name, spec, accuracy, fitSeconds, testRows: 10_000 })
}
const testSet = ({ spec }: RunSummary) => testSetName(spec.test, null)
const sampleLinear = run('linear', sampleTestSet, 0.97, 0.1)
const samplePoly = run('poly', sampleTestSet, 0.99, 2)
const linear = run('linear', mnist.test, 0.9172, 3)
const poly = run('poly', mnist.test, 0.9753, 23)
const zero = run('zero', mnist.test, 0.9893, 0.4)
const unlabelled = run('poly', 'abcdef1234', null, 1)

describe('what runs were judged on', () => {
  it('tells test sets and questions apart, the largest group first', () => {
    const groups = groupRuns([zero, linear, sampleLinear, poly, samplePoly, run('poly', mnist.test, 0.96, 1)], testSet)
    expect(groups.map(({ name, runs }) => [name, runs.length])).toEqual([
      ['MNIST test set', 3],
      ['Sample digits', 2],
      ['MNIST test set, 0 or not', 1],
    ])
  })

  it('names a set that is neither known nor open by its number', () => {
    expect(testSetName('abcdef1234', null)).toBe('Digits abcdef12')
    expect(testSetName('abcdef1234', { id: 'abcdef1234', name: 'mine.csv' })).toBe('mine.csv')
  })

  it('knows the sample digits', async () => {
    expect(await datasetId(sampleDigits().test)).toBe(sampleTestSet)
  }, 30_000)

  it('says why two runs cannot be compared', () => {
    expect(whyApart(linear, poly, testSet)).toBeNull()
    expect(whyApart(linear, sampleLinear, testSet)).toBe(
      'These two were judged on different test digits: MNIST test set and Sample digits.',
    )
    expect(whyApart(linear, zero, testSet)).toBe('These two answer different questions: which digit, and 0 or not.')
    expect(whyApart(unlabelled, unlabelled, testSet)).toContain('no labels')
  })

  it('finds the first two that can be compared', () => {
    expect(firstPair([zero, samplePoly, linear, sampleLinear])).toEqual([samplePoly, sampleLinear])
    expect(firstPair([zero, linear, sampleLinear])).toBeNull()
  })
})

describe('the front of a group', () => {
  it('says its best and its fastest model, with intervals', () => {
    const text = frontSentence({ name: 'MNIST test set', runs: [poly, linear, unlabelled] })
    expect(text.replaceAll('\u202f', ' ')).toBe(
      'MNIST test set: poly is best with 97.53 % ± 0.30 after 23 s, linear is fastest with 91.72 % ± 0.54 after 3.0 s.',
    )
  })

  it('is short where one model is both', () => {
    const slower = { ...samplePoly, accuracy: 0.9, fitSeconds: 9 }
    const said = (runs: RunSummary[]) => frontSentence({ name: 'Sample digits', runs })
    expect(said([slower, samplePoly])).toContain('poly is best and fastest with 99.00')
    expect(said([samplePoly])).toContain('poly reaches 99.00')
    expect(said([unlabelled])).toBe('')
  })
})

describe('runs against the pinned one', () => {
  it('have more or less accuracy and time', () => {
    const words = deltaInWords(deltaOf(linear, poly))
    expect([words.accuracy, words.fit.replace('\u202f', ' ')]).toEqual(['−5.81', '−20 s'])
    expect(deltaInWords(deltaOf(poly, linear)).accuracy).toBe('+5.81')
    expect(deltaInWords(deltaOf(poly, poly))).toEqual({ accuracy: '0', fit: '0' })
  })

  it('have no accuracy to compare where they were judged on something else', () => {
    expect(deltaInWords(deltaOf(samplePoly, poly)).accuracy).toBe('–')
    expect(deltaInWords(deltaOf(zero, poly)).accuracy).toBe('–')
  })
})

describe('the filter', () => {
  it('looks for every word in names and steps', () => {
    expect(matches(poly, '')).toBe(true)
    expect(matches(poly, 'POL svc')).toBe(true)
    expect(matches(poly, 'poly linear')).toBe(false)
  })
})
