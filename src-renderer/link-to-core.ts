import { AppError } from '#learn/app-error.ts'
import type { CallOptions, Calls, Remote } from '#rpc/contract/remote.ts'
import { createPeer, remoteOf } from '#rpc/peer.ts'
import type { Peer } from '#rpc/peer.ts'
import type { Transport } from '#rpc/transport.ts'

export type ConnectionState = { state: 'connecting' } | { state: 'open' } | { state: 'closed'; reason: string }

export interface Link<Api extends Calls<Api>, Events> {
  api: Remote<Api>
  onEvent<Name extends keyof Events & string>(name: Name, listener: (value: Events[Name]) => void): () => void
}

const retryDelaysMs = [250, 500, 1000, 2000, 4000]

/**
 * A connection that outlives its transports. The first call opens it; calls made meanwhile wait for it. Once lost it is
 * opened again with growing pauses, during which calls fail at once with `disconnected`; event listeners stay.
 */
export function linkToCore<Api extends Calls<Api>, Events>(options: {
  open(): Promise<Transport>
  onState(state: ConnectionState): void
}): Link<Api, Events> {
  const subscriptions = new Set<{ start(peer: Peer<object, Events>): void }>()
  let link: Promise<Peer<object, Events>> | null = null
  let peer: Peer<object, Events> | null = null
  let failures = 0

  async function connect(): Promise<Peer<object, Events>> {
    options.onState({ state: 'connecting' })
    try {
      peer = createPeer<object, Events>(await options.open())
    } catch (thrown) {
      throw lost(thrown instanceof Error ? thrown.message : String(thrown))
    }
    failures = 0
    for (const subscription of subscriptions) subscription.start(peer)
    peer.onClose(lost)
    options.onState({ state: 'open' })
    return peer
  }

  /** Sets the clock for the next attempt; returns what callers get until then. */
  function lost(sentence: string): AppError {
    peer = null
    const reason = sentence.replace(/\.$/, '')
    const error = new AppError('disconnected', `The connection to Digit Workbench was lost: ${reason}.`)
    link = Promise.reject(error)
    link.catch(() => undefined)
    options.onState({ state: 'closed', reason })
    const delay = retryDelaysMs[Math.min(failures, retryDelaysMs.length - 1)]
    failures++
    setTimeout(() => {
      link = connect()
      link.catch(() => undefined)
    }, delay)
    return error
  }

  async function call(name: string, argument: unknown, callOptions?: CallOptions): Promise<unknown> {
    link ??= connect()
    const connected = await link
    return connected.call(name, plainCopy(argument), callOptions)
  }

  return {
    api: remoteOf<Api>(call),
    onEvent(name, listener) {
      let end = () => {}
      const subscription = {
        start(to: Peer<object, Events>) {
          end = to.on(name, listener)
        },
      }
      subscriptions.add(subscription)
      if (peer) subscription.start(peer)
      return () => {
        subscriptions.delete(subscription)
        end()
      }
    },
  }
}

/** Vue's reactive objects are proxies, which Electron refuses to copy; a WebSocket would take them, and hide the fault. */
function plainCopy(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return value
  if (Array.isArray(value)) return value.map(plainCopy)
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, plainCopy(item)]))
}
