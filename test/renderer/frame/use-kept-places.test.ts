// @vitest-environment happy-dom
import { flushPromises, mount } from '@vue/test-utils'
import { createPinia } from 'pinia'
import { expect, it, vi } from 'vitest'
import { h, type ComputedRef } from 'vue'
import { createMemoryHistory, createRouter } from 'vue-router'

vi.mock('#renderer/api.ts', async () => (await import('../fake-api.ts')).createFakeApi({ open: true }))
const { useKeptPlaces } = await import('#renderer/frame/use-kept-places.ts')
const { useSession } = await import('#renderer/session.ts')

it('keeps the places that were visited until something they show changes, and always the wall and the pad', async () => {
  const view = (name: string) => ({ __name: name, render: () => null })
  const router = createRouter({
    history: createMemoryHistory(),
    routes: ['Features', 'Train', 'Draw'].map((name) => ({ path: `/${name}`, component: view(`${name}View`) })),
  })
  let kept: ComputedRef<string[]> | undefined
  const frame = {
    setup() {
      kept = useKeptPlaces()
      return () => h('div')
    },
  }
  mount(frame, { global: { plugins: [createPinia(), router] } })
  const session = useSession()
  await session.load()
  const go = async (name: string) => {
    await router.push(`/${name}`)
    await flushPromises()
  }
  await go('Features')
  await go('Train')
  expect(kept?.value).toEqual(expect.arrayContaining(['DataView', 'DrawView', 'FeaturesView', 'TrainView']))

  session.threshold = 100
  await flushPromises()
  expect(kept?.value.toSorted()).toEqual(['DataView', 'DrawView', 'TrainView'])
  const before = kept?.value
  session.threshold = 101
  await flushPromises()
  expect(kept?.value).toBe(before)

  await go('Draw')
  session.runs = []
  await flushPromises()
  expect(kept?.value.toSorted()).toEqual(['DataView', 'DrawView'])
})
