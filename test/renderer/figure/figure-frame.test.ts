// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import FigureFrame from '#renderer/components/FigureFrame.vue'

describe('the frame of a figure', () => {
  it('has a title, a sentence, and behind a button the numbers', async () => {
    const wrapper = mount(FigureFrame, {
      props: {
        title: 'Errors by digit',
        sentence: 'Most errors are eights.',
        file: 'errors',
        table: { columns: ['digit', 'errors'], rows: [[8, 130.123456]] },
      },
      slots: { default: '<p>drawn</p>' },
    })
    expect(wrapper.get('figure').attributes('aria-labelledby')).toBe(wrapper.get('h2').attributes('id'))
    expect(wrapper.get('figcaption').text()).toBe('Most errors are eights.')
    expect(wrapper.find('table').exists()).toBe(false)
    await wrapper.get('[aria-label="Numbers of Errors by digit"]').trigger('click')
    expect(wrapper.findAll('td').map((cell) => cell.text())).toEqual(['8', '130.1'])
  })
})
