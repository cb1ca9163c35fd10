// @vitest-environment happy-dom
import { expect, it } from 'vitest'
import { classNames } from '#renderer/digits/class-names.ts'
import { runReport, type ReportContent } from '#renderer/places/evaluate/report/run-report.ts'
import type { RunSummary } from '#rpc/contract/run.ts'

const score = { support: 10, precision: 1, f1: 0.9, meanNegProba: 0.1, meanPosProba: 0.8 }
const run = {
  id: 'r',
  name: 'Fours & <nines>',
  created: Date.UTC(2026, 0, 2, 12),
  complete: false,
  spec: {
    pipeline: {
      steps: [
        { kind: 'VarianceThreshold', params: { threshold: 100 } },
        { kind: 'OneVsRestClassifier', params: {}, estimator: { kind: 'SVC', params: { kernel: 'poly', degree: 3 } } },
      ],
      seed: 42,
    },
  },
  trainRows: 60_000,
  testRows: 20,
  features: 522,
  threads: 2,
  fitSeconds: 24,
  predictSeconds: 2,
  peakMemoryMB: 310.4,
  warnings: ['It did not converge.'],
} as unknown as RunSummary

const content: ReportContent = {
  run,
  evaluation: {
    run: 'r',
    classes: [4, 9],
    confusion: [
      [9, 1],
      [0, 10],
    ],
    accuracy: 0.95,
    interval: [0.76, 0.99],
    f1: 0.9499,
    errors: 1,
    perDigit: [
      { digit: 4, accuracy: 0.9, ...score },
      { digit: 9, accuracy: 1, ...score },
    ],
  },
  names: classNames(run),
  train: 'mnist_train.csv',
  test: null,
  remark: 'Most errors are fours.',
  cellColour: () => ({ background: '#123456', text: '#fff' }),
  weights: [],
  mistakes: [{ address: 'data:image/png;base64,AAAA', caption: '4 read as 9, 97.0 %' }],
  version: '0.1.0',
}

const page = () => new DOMParser().parseFromString(runReport(content), 'text/html')
const texts = (selector: string) => [...page().querySelectorAll(selector)].map(({ textContent }) => textContent?.trim())

it('writes names as text, never as markup', () => {
  expect(page().querySelector('h1')?.textContent).toBe('Fours & <nines>')
})

it('gives the numbers of the run with their interval', () => {
  expect(texts('dd').slice(0, 5)).toEqual([
    '95.00\u202f% ±\u202f11.50',
    '0.9499',
    '1 of 20',
    '60,000 (mnist_train.csv)',
    '20',
  ])
})

it('shows every count of the confusion matrix, and nothing for zero', () => {
  expect(texts('.matrix tbody tr')).toEqual(['491', '910'])
})

it('names every step with its parameters, nested ones too', () => {
  const steps = texts('section:nth-of-type(4) tbody tr')
  expect(steps).toEqual([
    'VarianceThresholdthreshold = 100',
    'OneVsRestClassifierdefaults',
    'SVCkernel = poly, degree = 3',
  ])
})

it('says that a fit was stopped, and its warnings', () => {
  expect(texts('.warning')).toEqual([
    'The fit was stopped before its end: this is what it had learnt.',
    'It did not converge.',
  ])
})

it('leaves out what a model does not have', () => {
  expect(texts('h2')).toEqual(['Result', 'Confusion matrix', 'Digit by digit', 'Pipeline', 'Mistakes (all 1)'])
})

it('asks nothing of the network and runs nothing', () => {
  expect(runReport(content)).not.toMatch(/<script|<link|https?:|url\(/)
})
