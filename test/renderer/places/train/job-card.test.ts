// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import JobCard from '#renderer/places/train/JobCard.vue'
import { sampleJobs } from './sample-jobs.ts'

type State = keyof typeof sampleJobs

function card(state: State) {
  return mount(JobCard, { props: { job: sampleJobs[state], now: 12_000, run: null } })
}

function buttons(state: State): string[] {
  return card(state)
    .findAll('button:not(.help)')
    .map((button) => button.text() || button.attributes('aria-label') || '')
}

describe('a job in the list', () => {
  it('offers what can be done in its state, and nothing else', () => {
    expect(buttons('queued')).toEqual(['Remove'])
    expect(buttons('running')).toEqual(['Stop'])
    expect(buttons('done')).toEqual(['Remove from the list', 'Evaluate'])
    expect(buttons('partial')).toEqual(['Remove from the list', 'Try again', 'Evaluate'])
    expect(buttons('stopped')).toEqual(['Remove from the list', 'Try again'])
    expect(buttons('failed')).toEqual(['Remove from the list', 'Try again'])
  })

  it('shows phase, share, time used and left, and memory while it runs', () => {
    const text = card('running').text().replaceAll('\u202f', ' ')
    for (const part of ['Fitting', '45 %', '10 s', 'about 9.0 s left', '412 MB']) expect(text).toContain(part)
  })

  it('keeps Stop in its place but dead while stopping', () => {
    const stop = card('stopping').find('button.stop')
    expect(stop.attributes('disabled')).toBeDefined()
    expect(card('stopping').text()).toContain('Stopping')
  })

  it('names what a stopped job left behind', () => {
    expect(card('partial').text()).toContain('Stopped at 34 %, partial model')
    expect(card('stopped').text()).toContain('Nothing worth keeping was learnt yet.')
  })

  it('shows the sentence and the hint of a failure, as an alert', () => {
    const alert = card('failed').get('[role=alert]')
    expect(alert.text()).toContain('No pixel has a variance above 20000.')
    expect(alert.text()).toContain('Lower the threshold.')
  })

  it('tells what was pressed', async () => {
    const running = card('running')
    await running.get('button.stop').trigger('click')
    expect(running.emitted('stop')).toHaveLength(1)
    const done = card('done')
    await done.findAll('button')[1].trigger('click')
    expect(done.emitted('evaluate')).toHaveLength(1)
  })
})
