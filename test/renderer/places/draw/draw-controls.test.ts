// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { mount } from '@vue/test-utils'
import { computed, defineComponent, h, nextTick, ref } from 'vue'
import type { RunSummary } from '#rpc/contract/run.ts'
import TimeMachine from '#renderer/places/draw/TimeMachine.vue'
import type { InkReplay } from '#renderer/places/draw/use-ink-replay.ts'
import { useInk } from '#renderer/places/draw/use-ink.ts'
import { usePadKeys } from '#renderer/places/draw/use-pad-keys.ts'
import { usualRuns, useShownRuns } from '#renderer/places/draw/use-shown-runs.ts'

beforeEach(() => localStorage.clear())
afterEach(() => {
  document.body.innerHTML = ''
})

describe('the slider of the replay', () => {
  it('follows a pointer that is dragged along it, and stops when it is let go', async () => {
    const sought: number[] = []
    const replay = {
      timeline: ref({ duration: 1000, starts: [0], until: () => [] }),
      moment: ref(null),
      playing: ref(false),
      moments: ref([]),
      strokes: ref(null),
      seek: (ms: number) => sought.push(ms),
      toggle: () => undefined,
      leave: () => undefined,
    } as unknown as InkReplay
    const wrapper = mount(TimeMachine, { props: { replay, run: null } })
    const track = wrapper.get('[data-testid=replay]')
    track.element.getBoundingClientRect = () => ({ left: 100, width: 200 }) as DOMRect
    const drag = (name: string, clientX: number, button: number) => track.trigger(name, { clientX, button, buttons: 1 })
    await drag('pointermove', 150, -1)
    await drag('pointerdown', 200, 0)
    await drag('pointermove', 250, -1)
    await drag('pointermove', 120, -1)
    await drag('pointerup', 120, 0)
    await drag('pointermove', 300, -1)
    expect(sought).toEqual([500, 750, 100])
  })
})

describe('the keys of the pad', () => {
  function open() {
    const kept: (number | null)[] = []
    const covered = ref(false)
    const ink = useInk({ eraserRadius: () => 0.02 })
    const stroke = () => {
      ink.target.begin({ x: 0.5, y: 0.5 }, 'pen')
      ink.target.end()
    }
    const room = defineComponent({
      setup() {
        usePadKeys({
          ink,
          nib: ref(0.14),
          eraserHeld: ref(false),
          abandon: () => false,
          keep: (label) => kept.push(label) > 0,
          uncover: () => covered.value && !(covered.value = false),
        })
        return () => [
          h('button', { id: 'button' }),
          h('summary', { id: 'summary' }),
          h('div', { class: 'overlay', role: 'listbox' }, h('div', { role: 'option', id: 'option', tabindex: 0 })),
          h('div', { role: 'slider', id: 'slider', tabindex: 0 }),
          h('canvas', { id: 'pad', tabindex: 0 }),
        ]
      },
    })
    const wrapper = mount(room, { attachTo: document.body })
    const press = (key: string, where: string, more: KeyboardEventInit = {}) =>
      wrapper.get(`#${where}`).element.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, ...more }))
    return { wrapper, kept, covered, ink, stroke, press }
  }

  it('keep by Enter unless it presses what has the focus, and by a digit unless a list takes it', () => {
    const { wrapper, kept, press } = open()
    for (const where of ['button', 'summary', 'slider', 'option']) press('Enter', where)
    press('7', 'option')
    expect(kept).toEqual([])
    press('Enter', 'pad')
    press('7', 'button')
    press('8', 'slider')
    expect(kept).toEqual([null, 7, 8])
    wrapper.unmount()
  })

  it('keep once, however long the key is held', () => {
    const { wrapper, kept, press } = open()
    press('7', 'pad')
    press('7', 'pad', { repeat: true })
    press('Enter', 'pad', { repeat: true })
    expect(kept).toEqual([7])
    wrapper.unmount()
  })

  it('first show the ink that a replay hides, and change it only then', () => {
    const { wrapper, ink, stroke, covered, press } = open()
    stroke()
    stroke()
    for (const [key, more] of [
      ['Delete', {}],
      ['z', { ctrlKey: true }],
    ] as const) {
      covered.value = true
      press(key, 'pad', more)
      expect(covered.value).toBe(false)
      expect(ink.finished.value).toHaveLength(2)
    }
    press('z', 'pad', { ctrlKey: true })
    expect(ink.finished.value).toHaveLength(1)
    press('Delete', 'pad')
    expect(ink.isEmpty.value).toBe(true)
    wrapper.unmount()
  })
})

describe('the models on the pad', () => {
  const run = (k: number, accuracy: number | null) => ({ id: `run-${k}`, accuracy }) as RunSummary
  /** Newest first; the older, the better. */
  const many = Array.from({ length: 40 }, (_, k) => run(k, 0.5 + k / 100))

  it('are the newest and the best until some are chosen', () => {
    expect(usualRuns(many).map(({ id }) => id)).toEqual([0, 1, 2, 3, 36, 37, 38, 39].map((k) => `run-${k}`))
    expect(usualRuns(many.slice(0, 6))).toHaveLength(6)
  })

  it('are remembered as they were chosen, and a new one joins by itself', async () => {
    const runs = ref(many)
    const { ids, choose } = useShownRuns(computed(() => runs.value))
    choose('run-0', false)
    choose('run-10', true)
    expect(ids.value.slice(0, 4)).toEqual(['run-1', 'run-2', 'run-3', 'run-10'])
    runs.value = [run(99, 0.1), ...many]
    expect(ids.value[0]).toBe('run-99')
    // It is written after this turn.
    await nextTick()
    expect(useShownRuns(computed(() => runs.value)).ids.value).toEqual(ids.value)
  })

  it('are never more than can be kept ready', () => {
    const { ids, isFull, choose } = useShownRuns(computed(() => many))
    for (const { id } of many) choose(id, true)
    expect([ids.value.length, isFull.value]).toEqual([32, true])
  })
})
