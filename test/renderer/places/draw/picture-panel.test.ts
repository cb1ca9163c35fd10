// @vitest-environment happy-dom
import { enableAutoUnmount, flushPromises, mount } from '@vue/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { TooltipProvider } from 'reka-ui'
import { defineComponent, h, ref } from 'vue'
import { AppError } from '#learn/app-error.ts'
import type { OwnDigit, PictureAnswer } from '#rpc/contract/own.ts'
import type { RunSummary } from '#rpc/contract/run.ts'
import { createFakeApi } from '../../fake-api.ts'

const fake = vi.hoisted(() => ({ current: null as unknown }))
const core = () => fake.current as ReturnType<typeof createFakeApi>
vi.mock('#renderer/api.ts', () => ({
  api: new Proxy({}, { get: (_, name: string) => Reflect.get(core().api, name) as unknown }),
  onEvent: () => () => undefined,
}))
const { default: PicturePanel } = await import('#renderer/places/draw/PicturePanel.vue')
const { useOwnDigits } = await import('#renderer/places/draw/use-own-digits.ts')

enableAutoUnmount(afterEach)
beforeEach(() => localStorage.clear())
afterEach(() => vi.unstubAllGlobals())

const found = (level: number, more: Partial<PictureAnswer> = {}): PictureAnswer => ({
  pixels: new Uint8Array(784).fill(level),
  asIs: null,
  warnings: [],
  left: 10 * level,
  top: 4,
  width: 10,
  height: 20,
  ...more,
})

/** What the core finds in each picture, in turn. */
async function open(...answers: PictureAnswer[][]) {
  const made = createFakeApi({ runs: true })
  fake.current = made
  Object.assign(made.api, { readPicture: () => Promise.resolve(answers.shift() ?? []) })
  vi.stubGlobal('createImageBitmap', () => Promise.resolve({ width: 100, height: 50 }))
  const runs = [
    { id: 'run-1', name: 'L-BFGS', spec: { pipeline: {} } },
    { id: 'is-zero', name: 'Zero or not', spec: { pipeline: { positive: [0] } } },
  ] as unknown as RunSummary[]
  const room = defineComponent({
    setup() {
      const own = useOwnDigits(ref([]))
      return () => h(TooltipProvider, () => h(PicturePanel, { own, runs }))
    },
  })
  const wrapper = mount(room, { attachTo: document.body })
  await flushPromises()
  const choose = async (...files: File[]) => {
    const field = wrapper.get<HTMLInputElement>('input[type=file]').element
    Object.defineProperty(field, 'files', { value: files, configurable: true })
    field.dispatchEvent(new Event('change'))
    await flushPromises()
  }
  const kept = async () => (await made.api.ownDigits({ set: 'My hand' })).map(({ label, pixels }) => [label, pixels])
  return { wrapper, made, choose, kept }
}

const picture = (name = 'sheet.png') => new File(['ink'], name, { type: 'image/png' })
const one = <E extends HTMLElement = HTMLElement>(selector: string) => document.querySelector<E>(selector)
const all = (selector: string) => [...document.querySelectorAll<HTMLElement>(selector)]
const digits = () => all('[data-testid=found-digit]')
const button = (text: string) => all('button').find((each) => each.textContent?.includes(text)) as HTMLButtonElement
const press = async (digit: HTMLElement, key: string) => {
  digit.dispatchEvent(new KeyboardEvent('keydown', { key, cancelable: true }))
  await flushPromises()
}
const base64 = (level: number) => btoa(String.fromCharCode(...new Uint8Array(784).fill(level)))

describe('looking through what was found in pictures', () => {
  it('shows each digit with what the models read, and asks no model that knows one digit only', async () => {
    const { made, choose } = await open([found(1), found(2)])
    await choose(picture())
    expect(one('[role=dialog]')?.textContent).toContain('2 digits found')
    expect(digits().map((each) => each.getAttribute('aria-label'))).toEqual([
      'Digit of sheet.png, label 7, to be kept',
      'Digit of sheet.png, label 7, to be kept',
    ])
    expect(one('.read')?.title).toBe('L-BFGS reads 7')
    const asked = made.calls.filter(({ name }) => name === 'predictDigit')
    expect(asked.map(({ argument }) => (argument as { runs: string[] }).runs)).toEqual([['run-1'], ['run-1']])
  })

  it('corrects a label by its key, leaves a digit out by Delete or a click, and takes it again by its key', async () => {
    const { choose } = await open([found(1), found(2), found(3)])
    await choose(picture())
    await press(digits()[0], '3')
    await press(digits()[1], 'Delete')
    digits()[2].click()
    await flushPromises()
    const names = () => digits().map((each) => each.getAttribute('aria-label')?.replace('Digit of sheet.png, ', ''))
    expect(names()).toEqual(['label 3, to be kept', 'label 7, left out', 'label 7, left out'])
    expect(button('Keep').textContent).toContain('Keep 1 in My hand')
    await press(digits()[1], '5')
    expect(names()[1]).toBe('label 5, to be kept')
  })

  it('keeps what is left in, normalised or as it is, and closes when all of it is safe', async () => {
    const { choose, kept } = await open([found(1, { asIs: new Uint8Array(784).fill(9) }), found(2), found(3)])
    await choose(picture())
    one('.as-is input')?.click()
    digits()[1].click()
    await flushPromises()
    button('Keep').click()
    await flushPromises()
    expect(await kept()).toEqual([[7, base64(9)], [7, base64(3)]]) // prettier-ignore
    expect(one('[role=dialog]')).toBeNull()
  })

  it('keeps what the disk refused on the second try, under the id of the first, and nothing twice', async () => {
    const { made, choose, kept } = await open([found(1), found(2)])
    const ids: (string | undefined)[] = []
    const { keepOwnDigit } = made.api
    made.api.keepOwnDigit = async (asked, options) => {
      ids.push(asked.id)
      const digit: OwnDigit = await keepOwnDigit(asked, options)
      if (ids.length === 2) throw new AppError('disconnected', 'The answer was lost.')
      return digit
    }
    await choose(picture())
    button('Keep').click()
    await flushPromises()
    expect(digits()).toHaveLength(1)
    expect(one('[role=dialog] [role=alert]')?.textContent).toContain('The answer was lost.')
    button('Keep').click()
    await flushPromises()
    expect(ids[2]).toBe(ids[1])
    expect(await kept()).toEqual([[7, base64(1)], [7, base64(2)]]) // prettier-ignore
  })

  it('keeps no more once it is closed', async () => {
    const { made, choose, kept } = await open([found(1), found(2), found(3)])
    const { keepOwnDigit } = made.api
    made.api.keepOwnDigit = async (asked, options) => {
      const digit: OwnDigit = await keepOwnDigit(asked, options)
      button('Close').click()
      return digit
    }
    await choose(picture())
    button('Keep').click()
    await flushPromises()
    expect(await kept()).toEqual([[7, base64(1)]])
    expect(one('[role=dialog]')).toBeNull()
  })

  it('frames each digit where it stands in a picture of several, and shows the one that is chosen there', async () => {
    const { choose } = await open([found(1), found(2)])
    await choose(picture())
    const boxes = () => all('.box')
    // 50 pixels high: four times as large.
    expect(boxes().map(({ style }) => [style.left, style.top, style.width, style.height])).toEqual([
      ['40px', '16px', '40px', '80px'],
      ['80px', '16px', '40px', '80px'],
    ])
    boxes()[1].click()
    digits()[0].click()
    await flushPromises()
    expect(boxes().map(({ classList }) => [classList.contains('left'), classList.contains('current')])).toEqual([
      [true, false],
      [false, true],
    ])
    expect(all('.found li').map(({ classList }) => classList.contains('current'))).toEqual([false, true])
  })

  it('shows no sheet for a picture of one digit', async () => {
    const { choose } = await open([found(1)])
    await choose(picture())
    expect(digits()).toHaveLength(1)
    expect(one('.box')).toBeNull()
  })
})

describe('pictures that come to the pad', () => {
  it('say so where there is no picture among the files, and where none holds a digit', async () => {
    const { wrapper, choose } = await open([])
    await choose(new File(['x'], 'notes.txt', { type: 'text/plain' }))
    expect(wrapper.text()).toContain('No picture is among these files.')
    await choose(picture('paper.png'))
    expect(wrapper.text()).toContain('No digit was found in paper.png.')
  })

  it('can be pasted', async () => {
    await open([found(1)])
    const clipboardData = { files: [picture('pasted.png'), new File(['x'], 'notes.txt')] }
    window.dispatchEvent(Object.assign(new Event('paste'), { clipboardData }))
    await flushPromises()
    expect(digits()[0].getAttribute('aria-label')).toContain('pasted.png')
  })

  it('are read when they are dropped, with digit files beside them imported and anything else of a folder left alone', async () => {
    const { wrapper, made } = await open([found(1)])
    const files = [picture(), new File(['[]'], 'mine.json'), new File(['x'], 'notes.txt')]
    const items = files.map(({ type }) => ({ kind: 'file', type, webkitGetAsEntry: () => null }))
    const drag = (name: string, given: object) => {
      const event = Object.assign(new Event(name, { bubbles: true, cancelable: true }), { dataTransfer: given })
      wrapper.element.dispatchEvent(event)
      return flushPromises()
    }
    await drag('dragenter', { items: [{ kind: 'file', type: 'text/csv' }] })
    expect(one('.door')).toBeNull()
    await drag('dragenter', { items: [{ kind: 'file', type: '' }] })
    expect(one('.door')).not.toBeNull()
    await drag('drop', { items, files })
    expect(one('.door')).toBeNull()
    expect(digits()).toHaveLength(1)
    expect(made.calls.filter(({ name }) => name === 'importOwnDigits')).toHaveLength(1)
  })
})
