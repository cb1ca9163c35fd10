// @vitest-environment happy-dom
import { enableAutoUnmount, mount } from '@vue/test-utils'
import { nextTick } from 'vue'
import { afterEach, describe, expect, it } from 'vitest'
import { groupRuns } from '#renderer/places/compare/run-groups.ts'
import RunTable from '#renderer/places/compare/RunTable.vue'
import { exampleSummary } from '../../../store/example-run.ts'

enableAutoUnmount(afterEach)

function runsOf(count: number, tests: string[]) {
  return Array.from({ length: count }, (_, k) =>
    exampleSummary({
      id: `run-${k}`,
      name: `Run ${k}`,
      accuracy: 0.9 - k / 10_000,
      fitSeconds: 1 + k,
      testRows: 10_000,
      spec: { name: '', pipeline: { steps: [], seed: 1 }, train: 'train', test: tests[k % tests.length] },
    }),
  )
}

function table(count: number, tests = ['one']) {
  const groups = groupRuns(runsOf(count, tests), ({ spec }) => `Set ${spec.test}`)
  const wrapper = mount(RunTable, {
    props: { groups, modelValue: new Set<string>() },
    attachTo: document.body,
  })
  const grid = wrapper.get('[role=grid]')
  async function press(...keys: string[]) {
    for (const key of keys) {
      const target = document.activeElement ?? document.body
      target.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true }))
      await nextTick()
      await nextTick()
    }
  }
  const stops = () => grid.findAll('[tabindex="0"]')
  return { wrapper, grid, press, stops }
}

describe('the grid of runs', () => {
  it('has one tab stop, which arrows move through the cells', async () => {
    const { press, stops } = table(3)
    expect(stops()).toHaveLength(1)
    ;(stops()[0].element as HTMLElement).focus()
    expect(document.activeElement?.textContent).toContain('Run 0')
    await press('ArrowDown', 'ArrowDown')
    expect(document.activeElement?.textContent).toContain('Run 2')
    await press('ArrowRight')
    expect(document.activeElement?.textContent).toContain('89.98')
    expect(stops()).toHaveLength(1)
    await press('ArrowUp', 'ArrowUp', 'ArrowUp')
    expect(document.activeElement?.textContent).toContain('Accuracy')
  })

  it('opens at Enter, selects at Space, renames at F2 and sorts at Enter on a heading', async () => {
    const { wrapper, press, stops } = table(3)
    ;(stops()[0].element as HTMLElement).focus()
    await press('ArrowDown', 'Enter', ' ', 'F2')
    expect(wrapper.emitted('open')).toMatchObject([[{ id: 'run-1' }]])
    expect(wrapper.emitted('rename')).toMatchObject([[{ id: 'run-1' }]])
    expect(wrapper.emitted('update:modelValue')).toEqual([[new Set(['run-1'])]])
    await press('ArrowUp', 'ArrowUp', 'Enter')
    expect(document.activeElement?.getAttribute('aria-sort')).toBe('ascending')
  })

  it('marks the best of each test set, and names the set where there are several', () => {
    const { wrapper } = table(4, ['one', 'two'])
    expect(wrapper.findAll('.best').map((cell) => cell.text().slice(0, 5))).toEqual(['90.00', '89.99'])
    expect(wrapper.findAll('.judged').map((cell) => cell.text())).toContain('Set two')
    expect(table(2).wrapper.find('.judged').exists()).toBe(false)
  })

  it('shows accuracy and time against the pinned run', async () => {
    const { wrapper } = table(3)
    expect(wrapper.text()).not.toContain('Δ Fit')
    await wrapper.findAll('tbody tr')[1].trigger('pointerenter')
    wrapper.getComponent({ name: 'RunActions' }).vm.$emit('pin')
    await nextTick()
    const cells = wrapper
      .findAll('tbody tr')[2]
      .findAll('td')
      .map((cell) => cell.text().replace('\u202f', ' '))
    expect(cells.slice(2, 4)).toEqual(['−0.01', '+1.0 s'])
    wrapper.getComponent({ name: 'RunActions' }).vm.$emit('pin')
    await nextTick()
    expect(wrapper.text()).not.toContain('Δ Fit')
  })

  it('lays out fifty runs of many, and more when asked', async () => {
    const { wrapper, grid } = table(60)
    expect(wrapper.findAll('tbody tr')).toHaveLength(50)
    expect(grid.attributes('aria-rowcount')).toBe('61')
    await wrapper.get('.more').trigger('click')
    expect(wrapper.findAll('tbody tr')).toHaveLength(60)
  })
})
