import { tmpdir } from 'node:os'
import { describe, expect, it } from 'vitest'
import { notebookPipelines } from '#learn/pipeline/notebook-pipelines.ts'
import { answers, featuresOf, fitPipeline, type FittedPipeline } from '#learn/pipeline/pipeline.ts'
import { NumpyRandomState } from '#learn/random/mt19937.ts'
import { createDataService } from '#processes/data/data-service.ts'
import { predictDigit } from '#processes/data/predict-digit.ts'
import { plainContext, wasmContext } from '#simd/contexts.ts'
import { exampleModel, exampleSummary } from '../../store/example-run.ts'
import { madeMachine } from '../engine/made-machine.ts'
import { strokeDigits } from '../engine/stroke-digits.ts'

const asked = strokeDigits(4, 9)
const digits = Array.from({ length: asked.rows }, (_, i) => asked.pixels.slice(i * 784, (i + 1) * 784))
const train = strokeDigits(2500, 8)
const fitted = (name: string) => {
  const found = notebookPipelines.find((one) => one.name === name)
  if (found === undefined) throw new Error(`There is no pipeline ${name}.`)
  const context = wasmContext({ random: new NumpyRandomState(42) })
  return fitPipeline(found.pipeline(42), featuresOf(train), train.labels, context)
}

const models: [string, () => FittedPipeline][] = [
  ['an RBF machine on scaled pixels', () => madeMachine(train)],
  ['a polynomial machine on selected pixels', () => fitted('poly-svm')],
  ['a polynomial machine on upright digits of one length', () => fitted('champion')],
]

describe('a digit of the pad', () => {
  it.each(models)('is answered by %s as by the plain routines', (_name, fit) => {
    const fitted = fit()
    const model = exampleModel({ spec: fitted.spec, fitted, height: 28, width: 28 })
    for (const pixels of digits) {
      const answer = predictDigit({ summary: exampleSummary(), model }, pixels)
      const digit = featuresOf({ rows: 1, height: 28, width: 28, pixels, labels: new Uint8Array(1) })
      const { labels, decision } = answers(structuredClone(fitted), digit, plainContext())
      expect(answer.predicted).toBe(labels[0])
      answer.scores.forEach((score, k) => expect(score).toBeCloseTo(decision[k], 2))
    }
  })
})

it('stops between two models when what was asked is taken back', async () => {
  const service = createDataService({ dataFolder: tmpdir(), emit: () => undefined })
  const asked = new AbortController()
  const answering = service.predictDigit(
    { runs: ['no-such-run', 'nor-this-one'], pixels: new Uint8Array(784) },
    { signal: asked.signal },
  )
  asked.abort()
  await expect(answering).rejects.toMatchObject({ code: 'aborted' })
})
