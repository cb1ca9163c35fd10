// @vitest-environment happy-dom
import { enableAutoUnmount, flushPromises } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { mountPlace } from '../../mount-place.ts'

vi.mock('#renderer/api.ts', async () => (await import('../../fake-api.ts')).createFakeApi())
// There is no canvas here for chart.js to draw on.
vi.mock('#renderer/charts/BarChart.vue', () => ({ default: { render: () => null } }))
const { default: DataView } = await import('#renderer/places/data/DataView.vue')
const { openings, cancelOpening } = await import('#renderer/places/data/open-files.ts')
const { api } = await import('#renderer/api.ts')
const { useSelection } = await import('#renderer/selection.ts')

enableAutoUnmount(afterEach)
beforeEach(async () => {
  localStorage.clear()
  cancelOpening('train')
  cancelOpening('test')
  await api.closeDataset({ part: 'train' })
  await api.closeDataset({ part: 'test' })
})

describe('the Data place', () => {
  it('shows three doors while nothing is open, and the sample digits open both parts', async () => {
    const { wrapper, session } = await mountPlace(DataView)
    expect(wrapper.findAll('.door')).toHaveLength(3)
    await wrapper.get('.door button').trigger('click')
    await flushPromises()
    expect(session.train?.rows).toBe(60_000)
    expect(session.test?.rows).toBe(10_000)
    expect(wrapper.find('.door').exists()).toBe(false)
    expect(wrapper.text()).toContain('60,000 to learn from')
  })

  it('opens a recent file again as the part it was', async () => {
    const { wrapper, session } = await mountPlace(DataView)
    await wrapper.findAll('.file')[1].trigger('click')
    await flushPromises()
    expect(session.test?.name).toBe('mnist_test.csv')
    expect(session.train).toBeNull()
  })

  it('says what is wrong with a file where it was opened, and forgets it when dismissed', async () => {
    const { wrapper } = await mountPlace(DataView)
    const { openSource } = await import('#renderer/places/data/open-files.ts')
    await openSource('train', 'broken.csv', { kind: 'file', file: 'file-broken' })
    await flushPromises()
    expect(wrapper.get('[role=alert]').text()).toContain('line 12, column 40')
    await wrapper.findAll('[role=alert] button')[1].trigger('click')
    expect(openings.train).toBeNull()
    expect(wrapper.find('[role=alert]').exists()).toBe(false)
  })

  it('filters by chips and by the keys 0 to 9', async () => {
    const { wrapper, session } = await mountPlace(DataView)
    await api.openDataset({ part: 'train', source: { kind: 'sample' } })
    await flushPromises()
    const sevens = session.train?.classCounts[7].toLocaleString('en') ?? ''
    await wrapper.get('[aria-label^="Digit 7"]').trigger('click')
    expect(wrapper.get('footer').text()).toContain(`${sevens} of 60,000`)
    await wrapper.get('[role=grid]').trigger('keydown', { key: '7' })
    expect(wrapper.get('footer').text()).toContain('60,000 of 60,000')
    // Also after a click elsewhere.
    document.body.dispatchEvent(new KeyboardEvent('keydown', { key: '3', bubbles: true }))
    await flushPromises()
    expect(wrapper.get('[aria-label^="Digit 3"]').attributes('aria-pressed')).toBe('true')
    await wrapper.get('[aria-label^="Digit 7"]').trigger('click', { shiftKey: true })
    expect(wrapper.findAll('[aria-label^="Digit "][aria-pressed=true]')).toHaveLength(2)
  })

  it('walks the wall by keys and tells which row is selected', async () => {
    const { wrapper } = await mountPlace(DataView)
    await api.openDataset({ part: 'train', source: { kind: 'sample' } })
    await flushPromises()
    await wrapper.findAll('.chip')[0].trigger('click')
    const grid = wrapper.get('[role=grid]')
    await grid.trigger('keydown', { key: 'ArrowRight' })
    await grid.trigger('keydown', { key: 'End', ctrlKey: true })
    await flushPromises()
    expect(wrapper.get('footer').text()).toContain('row 60,000 selected')
    expect(grid.element.scrollTop).toBeGreaterThan(0)
    await grid.trigger('keydown', { key: 'Escape' })
    expect(wrapper.get('footer').text()).not.toContain('selected')
  })

  it('shows what is selected elsewhere alone, until a digit is asked for', async () => {
    const { wrapper } = await mountPlace(DataView)
    await api.openDataset({ part: 'train', source: { kind: 'sample' } })
    const rows = Uint32Array.of(1, 2, 3)
    useSelection().select({ dataset: 'fake-test', rows, sentence: 'fours read as 9', from: 'cell 4 9' })
    await flushPromises()
    expect(wrapper.get('footer').text()).toContain('3 of 10,000 digits shown')
    await wrapper.get('[role=grid]').trigger('keydown', { key: '3' })
    expect(wrapper.get('[aria-label^="Digit 3"]').attributes('aria-pressed')).toBe('true')
    expect(wrapper.get('footer').text()).not.toContain('3 of 10,000')
    useSelection().clear()
  })

  it('shows all digits where those selected are of a file that is not open', async () => {
    const { wrapper } = await mountPlace(DataView)
    await api.openDataset({ part: 'train', source: { kind: 'sample' } })
    await wrapper.findAll('.chip')[0].trigger('click')
    const rows = Uint32Array.of(1, 2, 3)
    useSelection().select({ dataset: 'an earlier file', rows, sentence: 'fours read as 9', from: 'cell 4 9' })
    await flushPromises()
    expect(wrapper.getComponent({ name: 'DigitGrid' }).props('total')).toBeGreaterThan(0)
    expect(wrapper.findAll('.chip')[0].attributes('aria-pressed')).toBe('true')
  })

  it('selects all digits of one part where both are shown', async () => {
    const { wrapper } = await mountPlace(DataView)
    await api.openDataset({ part: 'train', source: { kind: 'sample' } })
    await flushPromises()
    await wrapper
      .findAll('.segment')
      .find((each) => each.text() === 'Both')
      ?.trigger('click')
    const grid = wrapper.get('[role=grid]')
    for (const key of ['ArrowRight', 'End', 'a']) await grid.trigger('keydown', { key, ctrlKey: key !== 'ArrowRight' })
    await flushPromises()
    expect(useSelection().current?.rows).toHaveLength(10_000)
    expect(wrapper.get('footer').text()).toContain('10,000 of test selected')
    expect(wrapper.getComponent({ name: 'DigitGrid' }).props('chosen')).toHaveLength(10_000)
  })

  it('says of every figure how many digits it is of', async () => {
    const { wrapper } = await mountPlace(DataView)
    await api.openDataset({ part: 'train', source: { kind: 'sample' } })
    await flushPromises()
    const show = async (figure: string) => {
      const segment = wrapper.findAll('.segment').find((each) => each.text() === figure)
      await segment?.trigger('click')
      await flushPromises()
      return wrapper.get('footer').text()
    }
    await show('Train')
    expect(await show('First')).toContain('20 of 60,000 training and 20 of 10,000 test digits shown')
    expect(await show('50')).toContain('50 of 60,000 training and 50 of 10,000 test digits shown')
    expect(await show('Means')).toContain('60,000 digits averaged')
    expect(await show('Both')).toContain('70,000 digits averaged')
    await show('Train')
    expect(await show('Greys')).toContain('60,000 of 60,000 digits counted')
    await wrapper.get('[aria-label^="Digit 7"]').trigger('click')
    expect(wrapper.get('footer').text()).toMatch(/^\d,\d{3} of 60,000 digits counted/)
    expect(wrapper.get('figcaption').text()).toContain('of all pixels of the sevens are blank')
    await show('Wall')
  })

  it('says that all digits are different, or shows those that are there more than once', async () => {
    const { wrapper } = await mountPlace(DataView)
    const asked = vi.spyOn(api, 'repeatedDigits')
    await api.openDataset({ part: 'train', source: { kind: 'sample' } })
    await flushPromises()
    expect(asked).toHaveBeenLastCalledWith({ datasets: ['fake-train', 'fake-test'] }, expect.anything())
    const section = () => wrapper.get('.equal').text()
    expect(section()).toContain('All 70,000 digits are different')
    expect(section()).toContain('no test digit is among the training digits')

    await api.closeDataset({ part: 'test' })
    await flushPromises()
    expect(section()).toContain('All 60,000 digits are different.')

    const rows = (...all: number[]) => Uint32Array.from(all)
    asked.mockResolvedValueOnce([
      { within: rows(5, 17), across: rows(5, 17), disputed: rows() },
      { within: rows(), across: rows(3), disputed: rows() },
    ])
    await api.openDataset({ part: 'test', source: { kind: 'file', file: 'file-test' } })
    await flushPromises()
    expect(section()).toContain('1 test digit is a training digit too')
    await wrapper.get('[aria-label="Show the training digits that occur more than once"]').trigger('click')
    expect(useSelection().current).toMatchObject({ dataset: 'fake-train', rows: rows(5, 17) })
    await flushPromises()
    expect(wrapper.get('footer').text()).toContain('2 of 60,000 digits shown')
    useSelection().clear()
  })
})
