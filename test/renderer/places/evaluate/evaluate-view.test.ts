// @vitest-environment happy-dom
import { enableAutoUnmount, flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { noLabel } from '#learn/datasets/digit-set.ts'
import { useSelection } from '#renderer/selection.ts'
import DigitImage from '#renderer/components/DigitImage.vue'
import type { FakeApiOptions } from '../../fake-api.ts'
import { mountPlace } from '../../mount-place.ts'

const options = vi.hoisted((): FakeApiOptions => ({ open: true, runs: true }))
vi.mock('#renderer/api.ts', async () => (await import('../../fake-api.ts')).createFakeApi(options))
const { default: EvaluateView } = await import('#renderer/places/evaluate/EvaluateView.vue')

enableAutoUnmount(afterEach)
beforeEach(() => {
  sessionStorage.clear()
  localStorage.clear()
  options.judged = {}
  options.run = {}
})

async function evaluating() {
  const { wrapper } = await mountPlace(EvaluateView)
  await vi.waitFor(() => expect(wrapper.findAll('[role=option]').length).toBeGreaterThan(0))
  return { wrapper, selection: useSelection() }
}

describe('the Evaluate place', () => {
  it('narrows what is selected by a digit key, in the status line too, and Escape in the matrix clears it', async () => {
    const { wrapper, selection } = await evaluating()
    const cell = wrapper.get('[aria-label^="true 4, predicted 5,"]')
    await cell.trigger('click')
    const whole = selection.current?.rows.length ?? 0
    expect(whole).toBeGreaterThan(0)
    await cell.trigger('keydown', { key: '4' })
    expect(selection.current?.rows.length).toBe(whole)
    expect(wrapper.get('.status').text()).toContain('Fours read as 5, only 4s')
    await cell.trigger('keydown', { key: '7' })
    expect(wrapper.get('.status').text()).toContain('Selection: 0 digits')
    await cell.trigger('keydown', { key: 'Escape' })
    expect(selection.current).toBeNull()
    expect(wrapper.get('.status').text()).not.toContain('Selection')
  })

  it('selects all misread digits of a label where nothing was selected', async () => {
    const { wrapper, selection } = await evaluating()
    await wrapper.get('[role=grid]').trigger('keydown', { key: '3' })
    await flushPromises()
    expect(selection.current?.sentence).toBe('All misread digits, only 3s')
    expect(wrapper.findAll('[role=option]')[0].attributes('aria-label')).toContain('true 3, predicted 4')
    // The matrix marks the one cell that holds them.
    expect(wrapper.findAll('.cell.held').map((held) => held.attributes('aria-label')?.slice(0, 19))).toEqual([
      'true 3, predicted 4',
    ])
  })

  it('selects one digit of the wall by Enter', async () => {
    const { wrapper, selection } = await evaluating()
    await wrapper.get('[role=option]').trigger('keydown', { key: 'Enter' })
    expect(selection.current?.rows.length).toBe(1)
    expect(selection.current?.sentence).toMatch(/^Test row [\d,]+, a \d read as \d$/)
  })

  it('shows what can be seen of test digits without labels, and says in one sentence what cannot', async () => {
    options.run = { accuracy: null, f1: null, testLabelled: 0 }
    options.judged = { labels: new Uint8Array(10_000).fill(noLabel) }
    const { wrapper } = await evaluating()
    const open = async (tab: string) => {
      const found = wrapper.findAll('[role=tab]').find((each) => each.text() === tab)!
      await found.trigger('mousedown', { button: 0 })
      await flushPromises()
    }
    const figures = () => wrapper.findAll('figure h2').map((title) => title.text())
    for (const tab of ['Matrix', 'Digits']) {
      await open(tab)
      expect(wrapper.get('[role=tabpanel]').text()).toMatch(/^These test digits carry no labels, .*\.$/)
    }
    await open('Probabilities')
    await vi.waitFor(() => expect(figures()).toEqual(['P(0), digits read as 0', 'P(not 0), all other digits']))
    expect(wrapper.get('[role=tabpanel]').text()).not.toContain('misread')
    await open('Examples')
    expect(figures()).toEqual(['Mean of what is read as 0', 'Random digits read as 0'])
    expect(wrapper.findAll('[aria-label="Digits"] .title').map((title) => title.text())).toEqual(
      Array(14).fill('0 / ?'),
    )
    await open('Weights')
    expect(figures()[0]).toBe('Classification vectors')
    await open('Own digits')
    expect(wrapper.get('[role=tabpanel]').text()).toContain('No digits of your own yet')
    expect(wrapper.get('[aria-label="Selected digits"] h2').text()).toBe('All test digits')
    expect(wrapper.get('[role=option]').attributes('aria-label')).toMatch(/true unknown, predicted \d$/)
    expect(wrapper.get('.verdict').text()).toMatch(/^is unknown, read as \d$/)
    expect([wrapper.find('.verdict svg').exists(), wrapper.find('[role=alert]').exists()]).toEqual([false, false])
    expect(wrapper.text()).not.toContain('Report')
  })

  it('draws digits in the shape of the test digits that the run was judged on, not of those that are open', async () => {
    options.judged = { height: 16, width: 16 }
    const { wrapper } = await evaluating()
    const shapes = wrapper.findAllComponents(DigitImage).map((image) => [image.props('height'), image.props('width')])
    expect(new Set(shapes.map(String))).toEqual(new Set(['16,16']))
  })
})
