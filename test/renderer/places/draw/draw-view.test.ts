// @vitest-environment happy-dom
import { createPinia } from 'pinia'
import { flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
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

/** A line down by a tilted pen that presses ever harder. */
async function drawByPen(wrapper: Awaited<ReturnType<typeof open>>) {
  const canvas = wrapper.get<HTMLCanvasElement>('[data-testid=pad]')
  canvas.element.getBoundingClientRect = () => ({ left: 0, top: 0, width: 100, height: 100 }) as DOMRect
  const pen = { pointerId: 1, pointerType: 'pen', clientX: 50, tiltX: 25, tiltY: -5 }
  await canvas.trigger('pointerdown', { ...pen, clientY: 20, button: 0, buttons: 1, pressure: 0.25 })
  await canvas.trigger('pointermove', { ...pen, clientY: 80, button: -1, buttons: 1, pressure: 0.75 })
  await canvas.trigger('pointerup', { ...pen, clientY: 80, button: 0, buttons: 0, pressure: 0 })
  await flushPromises()
}

beforeEach(() => localStorage.clear())
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

  it('keeps a digit with all that its pen said and how the pad was set, and shows it so again', async () => {
    localStorage.setItem('digit-workbench-nib', '0.2')
    localStorage.setItem('digit-workbench-pressure-response', '1.5')
    const wrapper = await open(true)
    await drawByPen(wrapper)
    await vi.waitFor(() => expect(wrapper.text()).toContain('pen with pressure'))
    press('7')
    await flushPromises()
    const [digit] = await (fake.current as ReturnType<typeof createFakeApi>).api.ownDigits({ set: 'My hand' })
    expect(digit).toMatchObject({ label: 7, pointers: ['pen'], nib: 0.2, response: 1.5 })
    expect(digit.strokes[0].map(([x, y, pressure, , ...tilt]) => [x, y, pressure, tilt])).toEqual([
      [0.5, 0.2, 0.25, [25, -5]],
      [0.5, 0.8, 0.75, [25, -5]],
    ])
    await vi.waitFor(() => expect(wrapper.text()).toContain('The pad is empty.'))
    await wrapper.get('[aria-label="Kept digits"] button').trigger('click')
    expect(wrapper.text()).toContain('A kept 7')
    await vi.waitFor(() => expect(wrapper.text()).toContain('pen with pressure'))
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
