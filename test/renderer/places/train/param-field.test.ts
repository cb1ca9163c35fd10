// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { describe, expect, it } from 'vitest'
import type { ParamDeclaration, ParamValue } from '#learn/pipeline/pipeline-spec.ts'
import ParamField from '#renderer/places/train/ParamField.vue'

const C: ParamDeclaration = {
  name: 'C',
  label: 'C',
  help: 'How much mistakes count.',
  type: 'number',
  min: 0,
  minExclusive: true,
  max: Infinity,
  scale: 'log',
  default: 1,
}

function field(modelValue: ParamValue, problem?: string) {
  return mount(ParamField, { props: { declaration: C, modelValue, problem } })
}

describe('a field drawn from a declaration', () => {
  it('gives numbers as numbers and unreadable text as text', async () => {
    const wrapper = field(1)
    await wrapper.get('input').setValue('0.25')
    await wrapper.get('input').setValue('a lot')
    expect(wrapper.emitted('update:modelValue')).toEqual([[0.25], ['a lot']])
  })

  it('does not rewrite a number while it is typed', async () => {
    const wrapper = field(1)
    await wrapper.get('input').setValue('1.')
    await wrapper.setProps({ modelValue: 1 })
    expect(wrapper.get('input').element.value).toBe('1.')
  })

  it('follows a value that comes from elsewhere', async () => {
    const wrapper = field(1)
    await wrapper.setProps({ modelValue: 20 })
    expect(wrapper.get('input').element.value).toBe('20')
  })

  it('climbs 1, 2, 5, 10 with the arrow keys on a logarithmic scale', async () => {
    const wrapper = field(1)
    const seen: unknown[] = []
    for (const key of ['Up', 'Up', 'Up', 'Down', 'Down', 'Down', 'Down']) {
      await wrapper.get('input').trigger('keydown', { key: `Arrow${key}` })
      const value = wrapper.emitted('update:modelValue')?.at(-1)?.[0] as number
      seen.push(value)
      await wrapper.setProps({ modelValue: value })
    }
    expect(seen).toEqual([2, 5, 10, 5, 2, 1, 0.5])
  })

  it('marks a mistake and ties its sentence to the field', () => {
    const wrapper = field(-1, 'Give a number above 0.')
    const input = wrapper.get('input')
    expect(input.attributes('aria-invalid')).toBe('true')
    expect(wrapper.get(`[id="${input.attributes('aria-describedby')}"]`).text()).toBe('Give a number above 0.')
  })
})
