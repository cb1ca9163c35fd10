// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import FigureNumbers from '#renderer/components/FigureNumbers.vue'

function numbers(count: number) {
  const rows = Array.from({ length: count }, (_, k) => [k, k / 4])
  return mount(FigureNumbers, { props: { title: 'ROC', table: { columns: ['row', 'share'], rows } } })
}

describe('the numbers behind a figure', () => {
  it('shows the beginning of a long table and says where the rest is', () => {
    const wrapper = numbers(10_000)
    expect(wrapper.findAll('tbody tr').length).toBe(500)
    expect(wrapper.text()).toContain('The first 500 of 10,000 rows; all are in the CSV.')
  })

  it('shows a short one whole', () => {
    const wrapper = numbers(500)
    expect(wrapper.findAll('tbody tr').length).toBe(500)
    expect(wrapper.text()).not.toContain('CSV')
  })
})
