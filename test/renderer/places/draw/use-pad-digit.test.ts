// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { flushPromises } from '@vue/test-utils'
import { effectScope, ref } from 'vue'
import type { OwnApi, OwnDigit } from '#rpc/contract/own.ts'
import { useGuidedSet } from '#renderer/places/draw/use-guided-set.ts'
import { useInk } from '#renderer/places/draw/use-ink.ts'
import { useOwnDigits } from '#renderer/places/draw/use-own-digits.ts'
import { usePadDigit } from '#renderer/places/draw/use-pad-digit.ts'
import { withinPad } from '#renderer/places/draw/within-pad.ts'

type Asked = Parameters<OwnApi['keepOwnDigit']>[0]
interface Keeping {
  asked: Asked
  answer(): Promise<unknown>
  refuse(): Promise<unknown>
}
const { keepings, sets, relabelled } = vi.hoisted(() => ({
  keepings: [] as Keeping[],
  sets: new Map<string, OwnDigit[]>(),
  relabelled: [] as unknown[],
}))

vi.mock('#renderer/api.ts', async () => {
  const { flushPromises } = await import('@vue/test-utils')
  return {
    onEvent: () => () => undefined,
    api: {
      ownSets: () => Promise.resolve([]),
      ownDigits: ({ set }: { set: string }) => Promise.resolve(sets.get(set) ?? []),
      relabelOwnDigit: (asked: { id: string; label: number }) => {
        relabelled.push(asked)
        return Promise.reject(new Error('not asked'))
      },
      keepOwnDigit: (asked: Asked) =>
        new Promise<OwnDigit>((resolve, reject) => {
          const digit = {
            id: `digit-${keepings.length}`,
            label: asked.label,
            created: keepings.length,
            strokes: asked.strokes,
          }
          keepings.push({
            asked,
            answer: () => (resolve(digit), flushPromises()),
            refuse: () => (reject(new Error('The disk is full.')), flushPromises()),
          })
        }),
    },
  }
})

beforeEach(() => {
  keepings.length = 0
  relabelled.length = 0
  sets.clear()
  localStorage.clear()
})

async function start() {
  const ink = useInk({ eraserRadius: () => 0.02 })
  const runs = ref<string[]>([])
  const guided = useGuidedSet(() => 0)
  const { own, digit } = effectScope().run(() => {
    const own = useOwnDigits(runs)
    return { own, digit: usePadDigit(ink, own, guided, ref({ nib: 0.2, response: 0.7 }), runs) }
  })!
  await flushPromises()
  const draw = (x: number, ms: number) => {
    ink.target.begin({ x, y: 0.2, ms }, 'pen')
    ink.target.extend([{ x, y: 0.8, ms: ms + 10 }])
    ink.target.end()
  }
  const places = () => ink.strokes.value.map(({ points }) => points[0].x)
  return { ink, own, digit, guided, draw, places }
}

describe('keeping the digit on the pad', () => {
  it('leaves a stroke alone that began before the disk answered', async () => {
    const { ink, digit, draw, places } = await start()
    draw(0.3, 0)
    expect(digit.keep(7)).toBe(true)
    ink.target.begin({ x: 0.6, y: 0.2 }, 'pen')
    await keepings[0].answer()
    expect(ink.live.value?.points[0].x).toBe(0.6)
    ink.target.end()
    expect(places()).toEqual([0.6])
  })

  it('does not mix two digits when the second is written before the first is safe', async () => {
    const { own, digit, draw, places } = await start()
    draw(0.3, 0)
    digit.keep(7)
    draw(0.6, 500)
    digit.keep(1)
    expect(keepings.map(({ asked }) => asked.strokes.map(([[x, , , ms]]) => [x, ms]))).toEqual([[[0.3, 0]], [[0.6, 0]]])
    await keepings[0].answer()
    expect(places()).toEqual([0.6])
    await keepings[1].answer()
    expect(places()).toEqual([])
    expect(own.digits.value.map(({ label }) => label)).toEqual([7, 1])
  })

  it('keeps the same ink once, however often the key is pressed', async () => {
    const { digit, draw } = await start()
    draw(0.3, 0)
    expect(digit.keep(7)).toBe(true)
    expect(digit.keep(7)).toBe(false)
    await keepings[0].answer()
    expect(digit.keep(7)).toBe(false)
    expect(keepings).toHaveLength(1)
  })

  it('leaves the ink on the pad when the disk refuses it, to be kept by the next press', async () => {
    const { own, digit, draw, places } = await start()
    draw(0.3, 0)
    digit.keep(7)
    await keepings[0].refuse()
    expect(places()).toEqual([0.3])
    expect(own.error.value).toBeInstanceOf(Error)
    expect(digit.keep(7)).toBe(true)
    expect(keepings).toHaveLength(2)
  })

  it('sends the same digit again under the same id, for it may have arrived, and any other under an id of its own', async () => {
    const { digit, draw } = await start()
    draw(0.3, 0)
    for (const label of [7, 1, 7]) {
      digit.keep(label)
      await keepings.at(-1)!.refuse()
    }
    draw(0.6, 500)
    digit.keep(7)
    const [seven, one, again, more] = keepings.map(({ asked }) => asked.id)
    expect(again).toBe(seven)
    expect(new Set([seven, one, more]).size).toBe(3)
  })

  it('gives a digit that is written once more, point by point, an id of its own when the first is safe', async () => {
    const { digit, draw } = await start()
    for (const k of [0, 1]) {
      draw(0.3, 0)
      digit.keep(7)
      await keepings[k].answer()
    }
    expect(keepings[0].asked.strokes).toEqual(keepings[1].asked.strokes)
    expect(keepings[0].asked.id).not.toBe(keepings[1].asked.id)
  })

  it('sends all that the pen said, and how the pad was set', async () => {
    const { ink, digit } = await start()
    ink.target.begin({ x: 0.2, y: 0.2, ms: 40, pressure: 0.25, tiltX: 30, tiltY: -10 }, 'pen')
    ink.target.extend([{ x: 0.2, y: 0.8, ms: 48, pressure: 0.5, tiltX: 31, tiltY: -10 }])
    ink.target.end()
    ink.target.begin({ x: 0.1, y: 0.5, ms: 400 }, 'touch')
    ink.target.end()
    digit.keep(7)
    expect(keepings[0].asked).toEqual({
      set: 'My hand',
      id: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
      label: 7,
      strokes: [
        [
          [0.2, 0.2, 0.25, 0, 30, -10],
          [0.2, 0.8, 0.5, 8, 31, -10],
        ],
        [[0.1, 0.5, -1, 360]],
      ],
      pointers: ['pen', 'touch'],
      nib: 0.2,
      response: 0.7,
    })
  })

  it('goes on with the guided set once for each digit', async () => {
    const { digit, draw, guided } = await start()
    guided.start()
    draw(0.3, 0)
    digit.keep(null)
    draw(0.6, 0)
    digit.keep(null)
    expect(keepings).toHaveLength(1)
    await keepings[0].answer()
    expect(guided.done.value).toBe(1)
    digit.keep(null)
    expect(keepings[1].asked.label).toBe(guided.wanted.value)
  })

  it('adds nothing to the list of another set that is chosen meanwhile', async () => {
    const { own, digit, draw } = await start()
    draw(0.3, 0)
    digit.keep(7)
    own.keepFor('test')
    await flushPromises()
    await keepings[0].answer()
    expect(keepings[0].asked.set).toBe('My hand')
    expect(own.digits.value).toEqual([])
  })
})

describe('a kept digit on the pad', () => {
  const stored: OwnDigit = { id: 'a', label: 3, created: 1, strokes: [[[0.2, 0.2], [0.2, 0.8]]] } // prettier-ignore

  it('takes the place of the ink until something uncovers it', async () => {
    sets.set('My hand', [stored])
    const { own, digit, draw } = await start()
    draw(0.7, 0)
    own.select('a')
    expect(digit.replayed.value?.[0].points[0].x).toBe(0.2)
    digit.keep(5)
    expect(relabelled).toEqual([{ set: 'My hand', id: 'a', label: 5 }])
    expect(digit.uncover()).toBe(true)
    expect(digit.replayed.value).toBeNull()
    expect(digit.uncover()).toBe(false)
    expect(digit.strokes.value[0].points[0].x).toBe(0.7)
  })

  it('that is in units of its device comes onto the paper, in its middle', () => {
    const device = [{ points: [{ x: 1000, y: 4000 }, { x: 1500, y: 5000, ms: 7 }] }] // prettier-ignore
    const [first, second] = withinPad(device)[0].points
    expect([first.x, first.y, second.x, second.y].map((each) => Math.round(1e4 * each) / 1e4)).toEqual([
      0.3375, 0.175, 0.6625, 0.825,
    ])
    expect(second.ms).toBe(7)
    const onPad = [{ points: [{ x: 0.1, y: 0.9 }] }]
    expect(withinPad(onPad)).toBe(onPad)
    expect(withinPad([{ points: [{ x: 40, y: 7 }] }])[0].points).toEqual([{ x: 0.5, y: 0.5 }])
  })
})
