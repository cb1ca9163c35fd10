// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import ConfusionMatrix from '#renderer/places/evaluate/ConfusionMatrix.vue'
import { classNames } from '#renderer/digits/class-names.ts'

function matrix() {
  return mount(ConfusionMatrix, {
    attachTo: document.body,
    props: {
      classes: [4, 9],
      confusion: [
        [961, 21],
        [10, 990],
      ],
      mode: 'counts',
      names: classNames(null),
      modelValue: {},
    },
  })
}

describe('the confusion matrix', () => {
  it('says of each cell what it counts', () => {
    const cells = matrix().findAll('[role=gridcell]')
    expect(cells[1].attributes('aria-label')).toBe('true 4, predicted 9, 21 samples, 2.1 percent of fours')
  })

  it('selects a cell, a row, a column', async () => {
    const wrapper = matrix()
    await wrapper.findAll('[role=gridcell]')[1].trigger('click')
    await wrapper.findAll('[role=rowheader]')[1].trigger('click')
    await wrapper.findAll('[role=columnheader]')[0].trigger('click')
    expect(wrapper.emitted('update:modelValue')).toEqual([
      [{ actual: 4, predicted: 9 }],
      [{ actual: 9, predicted: undefined }],
      [{ actual: undefined, predicted: 4 }],
    ])
  })

  it('leaves the escape key to the view, which clears the selection', () => {
    const cell = matrix().get('[role=gridcell]').element
    const press = (key: string) => {
      const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true })
      cell.dispatchEvent(event)
      return event.defaultPrevented
    }
    expect([press('Escape'), press('ArrowDown')]).toEqual([false, true])
  })

  it('is one tab stop; arrows move inside and Enter selects', async () => {
    const wrapper = matrix()
    const stops = () => wrapper.findAll('[tabindex="0"]').map((stop) => stop.attributes('aria-label')?.slice(0, 19))
    expect(stops()).toEqual(['true 4, predicted 4'])
    const table = wrapper.get('table')
    await table.trigger('keydown', { key: 'ArrowRight' })
    await table.trigger('keydown', { key: 'ArrowRight' })
    await table.trigger('keydown', { key: 'ArrowDown' })
    expect(stops()).toEqual(['true 9, predicted 9'])
    await table.trigger('keydown', { key: 'Enter' })
    expect(wrapper.emitted('update:modelValue')).toEqual([[{ actual: 9, predicted: 9 }]])
    await table.trigger('keydown', { key: 'Home' })
    await table.trigger('keydown', { key: 'ArrowLeft' })
    expect(stops()).toEqual(['all true 9, 1,000 s'])
  })
})
