// @vitest-environment happy-dom
import { enableAutoUnmount, mount } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import { ref } from 'vue'
import type { OwnDigit } from '#rpc/contract/own.ts'
import type { RunSummary } from '#rpc/contract/run.ts'
import OwnDigitStrip from '#renderer/places/draw/OwnDigitStrip.vue'
import type { OwnDigits } from '#renderer/places/draw/use-own-digits.ts'

enableAutoUnmount(afterEach)

const digit = (k: number, label: number): OwnDigit => ({
  id: `own-${k}`,
  label,
  created: k,
  strokes: [[[0.5, 0.2], [0.5, 0.8]]], // prettier-ignore
})
const run = (id: string, positive?: number[]) => ({ id, spec: { pipeline: { steps: [], seed: 1, positive } } })

function open(digits: OwnDigit[], judged: Record<string, Record<string, number>> = {}, runs = ['a', 'b', 'c']) {
  const done: unknown[][] = []
  const own = {
    set: ref('My hand'),
    digits: ref(digits),
    selected: ref<string | null>(null),
    judgements: ref(
      new Map(Object.entries(judged).map(([id, answers]) => [id, { predicted: new Map(Object.entries(answers)) }])),
    ),
    select: (id: string) => void (own.selected.value = id),
    remove: (id: string) => done.push(['remove', id]),
    relabel: (id: string, label: number) => done.push(['relabel', id, label]),
  }
  const asked = [...runs.map((id) => run(id)), run('is-zero', [0])] as unknown as RunSummary[]
  const wrapper = mount(OwnDigitStrip, { props: { own: own as unknown as OwnDigits, runs: asked } })
  const buttons = () => wrapper.findAll('.kept button')
  return { wrapper, own, done, buttons }
}

describe('the strip of kept digits', () => {
  it('marks what more than half of the models misread, whatever a model for one digit says', () => {
    const { buttons } = open([digit(1, 7), digit(2, 7), digit(3, 7)], {
      a: { 'own-1': 7, 'own-2': 1 },
      b: { 'own-1': 1, 'own-2': 1 },
      c: { 'own-1': 7, 'own-2': 7 },
      'is-zero': { 'own-1': 0, 'own-2': 0 },
    })
    expect(buttons().map((button) => button.classes('missed'))).toEqual([false, true, false])
    expect(buttons().map((button) => button.attributes('title'))).toEqual([
      'Misread by 1 of 3 models',
      'Misread by 2 of 3 models',
      'A 7',
    ])
    expect(buttons()[1].attributes('aria-label')).toMatch(/^A 7, misread by 2 models\./)
  })

  it('does not mark a digit on which two models disagree', () => {
    const { buttons } = open([digit(1, 7)], { a: { 'own-1': 7 }, b: { 'own-1': 1 } }, ['a', 'b'])
    expect(buttons()[0].classes('missed')).toBe(false)
  })

  it('gives a digit another label by its key, takes it out by Delete or Backspace, and leaves commands alone', async () => {
    const { buttons, done } = open([digit(1, 7), digit(2, 1)])
    const press = async (key: string, more: KeyboardEventInit = {}) => {
      const event = new KeyboardEvent('keydown', { key, cancelable: true, ...more })
      buttons()[1].element.dispatchEvent(event)
      return event.defaultPrevented
    }
    expect(await press('4')).toBe(true)
    expect(await press('Delete')).toBe(true)
    expect(await press('Backspace')).toBe(true)
    expect(await press('4', { ctrlKey: true })).toBe(false)
    expect(await press('Enter')).toBe(false)
    expect(done).toEqual([['relabel', 'own-2', 4], ['remove', 'own-2'], ['remove', 'own-2']]) // prettier-ignore
  })

  it('lays the chosen digit on the pad', async () => {
    const { buttons, own } = open([digit(1, 7), digit(2, 1)])
    await buttons()[1].trigger('click')
    expect(own.selected.value).toBe('own-2')
    expect(buttons().map((button) => button.attributes('aria-pressed'))).toEqual(['false', 'true'])
  })

  it('shows the newest two hundred, more when asked, and the newest again for another set', async () => {
    const { wrapper, own, buttons } = open(Array.from({ length: 455 }, (_, k) => digit(k, k % 10)))
    expect(buttons()).toHaveLength(200)
    expect(buttons()[0].text()).toBe('5')
    expect(wrapper.get('.older').text()).toContain('The newest 200 of 455')
    await wrapper.get('.older button').trigger('click')
    expect(wrapper.get('.older button').text()).toBe('Show 55 more')
    await wrapper.get('.older button').trigger('click')
    expect([buttons().length, wrapper.find('.older').exists()]).toEqual([455, false])
    own.set.value = 'Anna'
    await wrapper.vm.$nextTick()
    expect(buttons()).toHaveLength(200)
  })

  it('is not there without a digit', () => {
    expect(open([]).wrapper.find('.kept').exists()).toBe(false)
  })
})
