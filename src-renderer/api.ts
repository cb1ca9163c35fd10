import { readonly, shallowRef } from 'vue'
import type { AppApi, AppEvents } from '#rpc/contract/app-api.ts'
import { linkToCore } from './link-to-core.ts'
import type { ConnectionState } from './link-to-core.ts'
import { openTransport } from './open-transport.ts'

const state = shallowRef<ConnectionState>({ state: 'connecting' })

/** For the frame: whether the core can be asked at all. */
export const connection = readonly(state)

/** The core, wherever it runs. Component tests replace this module: `vi.mock('./api.ts', …)`. */
export const { api, onEvent } = linkToCore<AppApi, AppEvents>({
  open: () => openTransport(),
  onState: (next) => (state.value = next),
})
