import { describe, expect, it } from 'vitest'
import { notebookPipelines } from '#learn/pipeline/notebook-pipelines.ts'
import { knownFor } from '#renderer/jobs/notebook-figure.ts'
import { runOf } from './run-of.ts'

describe('the figure that the notebook printed', () => {
  it('belongs only to what is the same fit on all of MNIST', () => {
    expect(knownFor(runOf('digits', { trainRows: 1000 }))).toBeNull()
    expect(knownFor(runOf('champion'))).toBeNull()
    const other = runOf('poly-svm')
    expect(knownFor(other)).toEqual({ accuracy: 0.9753, by: 'notebook' })
    other.spec.pipeline.steps[0].params.threshold = 90
    expect(knownFor(other)).toBeNull()
  })

  it('belongs to that fit whether its parameters are named or left to their defaults', () => {
    const { pipeline } = notebookPipelines.find(({ name }) => name === 'poly-svm')!
    const run = runOf('poly-svm')
    run.spec.pipeline = pipeline(7)
    expect(knownFor(run)).toEqual({ accuracy: 0.9753, by: 'notebook' })
  })

  it('says nothing of other sets with as many rows, as Fashion-MNIST has', () => {
    for (const part of ['train', 'test'] as const) {
      const fashion = runOf('digits')
      fashion.spec[part] = 'fashion'
      expect(knownFor(fashion)).toBeNull()
    }
  })
})
