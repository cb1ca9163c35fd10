import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type EffectScope, effectScope, nextTick, ref } from 'vue'
import { useReadyModels } from '#renderer/places/draw/use-ready-models.ts'

const asked = vi.hoisted(() => [] as { runs: string[]; pixels: Uint8Array }[])
vi.mock('#renderer/api.ts', () => ({
  api: {
    predictDigit: (argument: { runs: string[]; pixels: Uint8Array }) => {
      asked.push(argument)
      return Promise.reject(new Error('no answer'))
    },
  },
}))

describe('models are made ready before the first stroke', () => {
  let scope: EffectScope
  beforeEach(() => {
    asked.length = 0
    scope = effectScope()
  })
  afterEach(() => scope.stop())

  it('by a blank digit, again when others are chosen, and whatever comes of it', async () => {
    const runs = ref(['a', 'b'])
    scope.run(() => useReadyModels(runs, ref(null)))
    expect(asked.map(({ runs }) => runs)).toEqual([['a', 'b']])
    expect(asked[0].pixels).toEqual(new Uint8Array(784))
    runs.value = ['a', 'b', 'c']
    await nextTick()
    runs.value = ['a', 'b', 'c']
    await nextTick()
    expect(asked.map(({ runs }) => runs)).toEqual([
      ['a', 'b'],
      ['a', 'b', 'c'],
    ])
  })

  it('and not where there is none, or ink that is asked about anyway', () => {
    scope.run(() => useReadyModels(ref([]), ref(null)))
    scope.run(() => useReadyModels(ref(['a']), ref(new Uint8Array(784))))
    expect(asked).toEqual([])
  })
})
