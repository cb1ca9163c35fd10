import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { reactive } from 'vue'
import { createPeer } from '#rpc/peer.ts'
import type { Peer } from '#rpc/peer.ts'
import type { Transport } from '#rpc/transport.ts'
import { linkToCore } from '#renderer/link-to-core.ts'
import type { ConnectionState } from '#renderer/link-to-core.ts'
import { memoryTransports } from '../rpc/memory-transport.ts'

interface Api {
  echo(argument: { value: unknown }): unknown
}
interface Events {
  news: string
}

describe('the link of the page to the core', () => {
  let cores: Peer<Events, object>[]
  let states: ConnectionState[]
  let refusals: number
  const open = (): Promise<Transport> => {
    if (refusals-- > 0) return Promise.reject(new Error('nobody is there'))
    const [near, far] = memoryTransports()
    const core = createPeer<Events, object>(far)
    core.serve<Api>({ echo: ({ value }) => value })
    cores.push(core)
    return Promise.resolve(near)
  }
  const link = () => linkToCore<Api, Events>({ open, onState: (state) => states.push(state) })

  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout'] })
    cores = []
    states = []
    refusals = 0
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  it('opens nothing before the first call, and one connection for many', async () => {
    const { api } = link()
    expect(states).toEqual([])
    expect(await Promise.all([api.echo({ value: 1 }), api.echo({ value: 2 })])).toEqual([1, 2])
    expect(cores).toHaveLength(1)
    expect(states).toEqual([{ state: 'connecting' }, { state: 'open' }])
  })

  it('delivers events to listeners that came before and after the connection, until they leave', async () => {
    const { api, onEvent } = link()
    const heard: string[] = []
    const leave = onEvent('news', (text) => heard.push(`early ${text}`))
    await api.echo({ value: 0 })
    onEvent('news', (text) => heard.push(`late ${text}`))
    cores[0].emit('news', 'one')
    await api.echo({ value: 0 })
    leave()
    cores[0].emit('news', 'two')
    await api.echo({ value: 0 })
    expect(heard).toEqual(['early one', 'late one', 'late two'])
  })

  it('fails calls while the core is gone, then finds it again with its listeners', async () => {
    const { api, onEvent } = link()
    const heard: string[] = []
    onEvent('news', (text) => heard.push(text))
    await api.echo({ value: 0 })
    cores[0].close()
    await expect.poll(() => states.at(-1)?.state).toBe('closed')
    await expect(api.echo({ value: 1 })).rejects.toMatchObject({ code: 'disconnected' })
    await vi.advanceTimersByTimeAsync(250)
    expect(await api.echo({ value: 2 })).toBe(2)
    cores[1].emit('news', 'again')
    await api.echo({ value: 0 })
    expect(heard).toEqual(['again'])
    expect(states.map(({ state }) => state)).toEqual(['connecting', 'open', 'closed', 'connecting', 'open'])
  })

  it('knocks at growing intervals while nobody is there, and says why', async () => {
    refusals = 3
    const { api } = link()
    await expect(api.echo({ value: 1 })).rejects.toMatchObject({ code: 'disconnected' })
    expect(states.at(-1)).toEqual({ state: 'closed', reason: 'nobody is there' })
    for (const [wait, attempts] of [
      [249, 1],
      [1, 2],
      [499, 2],
      [1, 3],
      [999, 3],
      [1, 4],
    ]) {
      await vi.advanceTimersByTimeAsync(wait)
      expect(states.filter(({ state }) => state === 'connecting')).toHaveLength(attempts)
    }
    expect(await api.echo({ value: 1 })).toBe(1)
  })

  it("takes Vue's reactive objects as arguments, typed arrays among them", async () => {
    const { api } = link()
    const value = reactive({ steps: [{ kind: 'SVC', params: { c: 1 } }], rows: Uint32Array.of(1, 2) })
    expect(await api.echo({ value })).toEqual({
      steps: [{ kind: 'SVC', params: { c: 1 } }],
      rows: Uint32Array.of(1, 2),
    })
  })
})
