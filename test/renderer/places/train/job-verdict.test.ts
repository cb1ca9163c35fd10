// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import JobVerdict from '#renderer/places/train/JobVerdict.vue'
import type { RunSummary } from '#rpc/contract/run.ts'
import { runOf } from '../../jobs/run-of.ts'

const verdict = (run: RunSummary) => mount(JobVerdict, { props: { run } })

describe('what is said under an ended job', () => {
  it('sets what the notebook printed beside what came out here', () => {
    expect(verdict(runOf('digits')).text()).toContain('the notebook printed 0.9029; here it is 0.9031 ±\u202f0.0058.')
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
})
