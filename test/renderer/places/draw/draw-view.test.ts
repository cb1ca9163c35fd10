// @vitest-environment happy-dom
import { createPinia } from 'pinia'
import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { createMemoryHistory, createRouter } from 'vue-router'
import { TooltipProvider } from 'reka-ui'
import { defineComponent, h } from 'vue'
import { useSession } from '#renderer/session.ts'
import DrawView from '#renderer/places/draw/DrawView.vue'
import { createFakeApi } from '../../fake-api.ts'

const fake = vi.hoisted(() => ({ current: null as unknown }))
vi.mock('#renderer/api.ts', () => {
  const now = () => fake.current as ReturnType<typeof createFakeApi>
  return {
    api: new Proxy({}, { get: (_, name: string) => Reflect.get(now().api, name) as unknown }),
    onEvent: (...argument: Parameters<ReturnType<typeof createFakeApi>['onEvent']>) => now().onEvent(...argument),
    connection: { value: { state: 'open' } },
  }
})

async function open(runs: boolean) {
  fake.current = createFakeApi({ open: true, runs })
  const pinia = createPinia()
  const router = createRouter({
    history: createMemoryHistory(),
    routes: ['/', '/train'].map((path) => ({ path, component: { render: () => null } })),
  })
  const room = defineComponent({ render: () => h(TooltipProvider, () => h(DrawView)) })
  const wrapper = mount(room, { attachTo: document.body, global: { plugins: [pinia, router] } })
  await useSession().load()
  await flushPromises()
  return wrapper
}

const press = (key: string, more: KeyboardEventInit = {}) =>
  window.dispatchEvent(new KeyboardEvent('keydown', { key, ...more }))

/** A line down by the keys of the pad. */
async function draw(wrapper: Awaited<ReturnType<typeof open>>) {
  const pad = wrapper.get('[data-testid=pad]')
  await pad.trigger('keydown', { key: ' ' })
  for (let k = 0; k < 10; k++) await pad.trigger('keydown', { key: 'ArrowDown', shiftKey: k < 5 })
  await pad.trigger('keyup', { key: ' ' })
  await flushPromises()
}

afterEach(() => {
  document.body.innerHTML = ''
})

describe('the Draw view', () => {
  it('leads to Train while there is no model, and still shows what one would see', async () => {
    const wrapper = await open(false)
    expect(wrapper.text()).toContain('No model yet')
    expect(wrapper.get('a').attributes('href')).toBe('/train')
    await draw(wrapper)
    expect(wrapper.text()).toContain('1 stroke')
    expect(wrapper.findAll('.stages canvas')).toHaveLength(4)
    wrapper.unmount()
  })

  it('gives no answer for an empty pad, an answer for a digit, and none again when it is cleared', async () => {
    const wrapper = await open(true)
    expect(wrapper.get('[data-testid=predicted]').text()).toBe('–')
    await draw(wrapper)
    expect(wrapper.get('[data-testid=predicted]').text()).toBe('7')
    expect(wrapper.get('[data-testid=answer]').text()).toContain('probability')
    press('Delete')
    await flushPromises()
    expect(wrapper.get('[data-testid=predicted]').text()).toBe('–')
    press('z', { ctrlKey: true })
    await flushPromises()
    expect(wrapper.get('[data-testid=predicted]').text()).toBe('7')
    wrapper.unmount()
  })

  it('stops listening for its keys when another place is shown', async () => {
    const wrapper = await open(true)
    await draw(wrapper)
    wrapper.unmount()
    const key = new KeyboardEvent('keydown', { key: 'Delete', cancelable: true })
    window.dispatchEvent(key)
    expect(key.defaultPrevented).toBe(false)
  })
})
