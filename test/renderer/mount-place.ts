import { flushPromises, mount } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import type { Component } from 'vue'
import { router } from '#renderer/router.ts'
import { useSession } from '#renderer/session.ts'

/** A place as the frame shows it: session loaded, router in place. The test mocks `#renderer/api.ts` before. */
export async function mountPlace(place: Component) {
  const pinia = createPinia()
  setActivePinia(pinia)
  const session = useSession()
  await session.load()
  const wrapper = mount(place, { global: { plugins: [pinia, router] }, attachTo: document.body })
  await flushPromises()
  return { wrapper, session }
}
