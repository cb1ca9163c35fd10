// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import { mnist } from '#learn/datasets/known-datasets.ts'
import { declarationOf } from '#renderer/places/train/declaration-of.ts'
import { goingOn } from '#renderer/places/train/go-on.ts'
import JobVerdict from '#renderer/places/train/JobVerdict.vue'
import { knownFor } from '#renderer/places/train/notebook-figure.ts'
import { draftOf, specOf } from '#renderer/places/train/pipeline-draft.ts'
import { pipelinePresets } from '#renderer/places/train/pipeline-presets.ts'
import type { RunSummary } from '#rpc/contract/run.ts'

const preset = (id: string) => pipelinePresets.find((each) => each.id === id)!

function runOf(id: string, changes: Partial<RunSummary> = {}): RunSummary {
  const pipeline = specOf(draftOf(preset(id).pipeline, declarationOf), declarationOf)
  return {
    id: 'run-1',
    name: 'digits',
    spec: { name: 'digits', pipeline, ...mnist },
    created: 0,
    complete: true,
    fitSeconds: 1,
    predictSeconds: 1,
    peakMemoryMB: 1,
    threads: 1,
    features: 717,
    trainRows: 60_000,
    testRows: 10_000,
    accuracy: 0.9031,
    f1: 0.9,
    iterations: [100],
    converged: false,
    warnings: ['It reached its limit of 100 iterations.'],
    ...changes,
  }
}

const verdict = (run: RunSummary) => mount(JobVerdict, { props: { run } })

describe('what is said under an ended job', () => {
  it('sets what the notebook printed beside what came out here', () => {
    expect(verdict(runOf('digits')).text()).toContain('the notebook printed 0.9029; here it is 0.9031 ±\u202f0.0058.')
  })

  it('compares with the notebook only what is the same fit on all of MNIST', () => {
    expect(knownFor(runOf('digits', { trainRows: 1000 }))).toBeNull()
    expect(knownFor(runOf('champion'))).toBeNull()
    const other = runOf('poly-svm')
    expect(knownFor(other)).toEqual({ accuracy: 0.9753, by: 'notebook' })
    other.spec.pipeline.steps[0].params.threshold = 90
    expect(knownFor(other)).toBeNull()
  })

  it('says nothing of other sets with as many rows, as Fashion-MNIST has', () => {
    for (const part of ['train', 'test'] as const) {
      const fashion = runOf('digits')
      fashion.spec[part] = 'fashion'
      expect(knownFor(fashion)).toBeNull()
    }
  })

  it('names scikit-learn where the notebook has no such cell', () => {
    expect(verdict(runOf('knn', { accuracy: 0.9691 })).text()).toContain(
      'scikit-learn reaches 0.9691; here it is 0.9691 ±\u202f0.0034.',
    )
  })

  it('offers a way on beside the warning of a solver that can take it', async () => {
    const wrapper = verdict(runOf('digits'))
    expect(wrapper.text()).toContain('It reached its limit of 100 iterations.')
    expect(wrapper.text()).toContain('100 more iterations')
    await wrapper.get('button').trigger('click')
    expect(wrapper.emitted('goOn')).toHaveLength(1)
  })

  it('offers none where the model has converged, or where its solver starts anew each time', () => {
    expect(
      verdict(runOf('digits', { converged: true, warnings: [] }))
        .find('button')
        .exists(),
    ).toBe(false)
    expect(verdict(runOf('rbf-svm')).find('button').exists()).toBe(false)
  })

  it('names the job that goes on, time after time', () => {
    const first = goingOn(runOf('digits'))
    expect(first).toMatchObject({ name: 'digits, continued', from: 'run-1' })
    const second = goingOn(runOf('digits', { id: 'run-2', name: first.name }))
    expect(second).toMatchObject({ name: 'digits, continued 2', from: 'run-2' })
    expect(goingOn(runOf('digits', { name: second.name })).name).toBe('digits, continued 3')
  })
})
