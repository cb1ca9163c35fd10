// @vitest-environment happy-dom
import { mount } from '@vue/test-utils'
import { expect, it } from 'vitest'
import { defineComponent, h, KeepAlive, nextTick, ref } from 'vue'
import { useWindowListener } from '#renderer/composables/use-window-listener.ts'

it('hears keys only while its place is on the screen, though it is kept', async () => {
  const heard: string[] = []
  const place = defineComponent({
    setup() {
      useWindowListener('keydown', ({ key }) => void heard.push(key))
      return () => h('p', 'A place')
    },
  })
  const other = () => h('p', 'Another place')
  const shown = ref('place')
  const wrapper = mount(() => h(KeepAlive, () => h(shown.value === 'place' ? place : other)))
  const press = (key: string) => window.dispatchEvent(new KeyboardEvent('keydown', { key }))
  const show = async (which: string) => {
    shown.value = which
    await nextTick()
  }

  press('1')
  await show('other')
  press('2')
  await show('place')
  press('3')
  wrapper.unmount()
  press('4')
  expect(heard).toEqual(['1', '3'])
})
