import { AppError } from '#learn/app-error.ts'
import type { Calls, CallOptions, Handlers, Remote } from './contract/remote.ts'
import type { Transport } from './transport.ts'
import { fromWireError, toWireError } from './wire.ts'
import type { WireMessage } from './wire.ts'

/** One end of a boundary: answers calls, makes calls, sends and hears events. */
export interface Peer<Sent, Received> {
  /** Only own keys of a plain object can be called. Serve in the turn in which the peer is made. */
  serve<Api extends Calls<Api>>(handlers: Handlers<Api>): void
  remote<Api extends Calls<Api>>(): Remote<Api>
  /** What `remote` is made of, for those who pass calls on. */
  call(name: string, argument: unknown, options?: CallOptions): Promise<unknown>
  emit<Name extends keyof Sent & string>(name: Name, value: Sent[Name]): void
  /** The function returned ends it. */
  on<Name extends keyof Received & string>(name: Name, listener: (value: Received[Name]) => void): () => void
  onClose(listener: (reason: string) => void): void
  close(): void
}

type Handler = (argument: unknown, context: { signal: AbortSignal }) => unknown
type Listener = (value: unknown) => void

interface OpenCall {
  resolve(value: unknown): void
  reject(error: AppError): void
}

/** `Sent` and `Received` map event names to their values: what this end emits, what it hears. */
export function createPeer<Sent = object, Received = object>(transport: Transport): Peer<Sent, Received> {
  const handlers = new Map<string, Handler>()
  const listeners = new Map<string, Set<Listener>>()
  const openCalls = new Map<number, OpenCall>()
  const running = new Map<number, AbortController>()
  let lastId = 0
  let closed: AppError | null = null

  transport.onMessage((message) => {
    switch (message.type) {
      case 'call':
        return void answer(message)
      case 'cancel':
        return running.get(message.id)?.abort()
      case 'result':
        return settle(message.id)?.resolve(message.value)
      case 'error':
        return settle(message.id)?.reject(fromWireError(message.error))
      case 'event':
        return [...(listeners.get(message.name) ?? [])].forEach((listener) => listener(message.value))
    }
  })

  transport.onClose((reason) => {
    closed = new AppError('disconnected', `The connection was lost: ${reason}.`)
    const lost = [...openCalls.values()]
    openCalls.clear()
    for (const call of lost) call.reject(new AppError('disconnected', closed.message))
    // Nobody is left to hear the answers.
    for (const controller of running.values()) controller.abort()
  })

  /** The open call of this id, which is open no more; nothing for a cancelled one, whose late answer is dropped. */
  function settle(id: number): OpenCall | undefined {
    const call = openCalls.get(id)
    openCalls.delete(id)
    return call
  }

  async function answer({ id, name, argument }: WireMessage & { type: 'call' }): Promise<void> {
    const handler = handlers.get(name)
    const controller = new AbortController()
    running.set(id, controller)
    let reply: WireMessage
    try {
      if (!handler) throw new AppError('unknown-call', `There is no call named "${name}".`)
      reply = { type: 'result', id, value: await handler(argument, { signal: controller.signal }) }
    } catch (thrown) {
      reply = { type: 'error', id, error: toWireError(thrown) }
    }
    running.delete(id)
    if (closed || controller.signal.aborted) return
    try {
      transport.send(reply)
    } catch (thrown) {
      const message = `The result of "${name}" cannot be sent: ${toWireError(thrown).message}`
      transport.send({ type: 'error', id, error: { code: 'internal', message } })
    }
  }

  function call(name: string, argument: unknown, { signal }: CallOptions = {}): Promise<unknown> {
    if (closed) return Promise.reject(new AppError('disconnected', closed.message))
    if (signal?.aborted) return Promise.reject(stopped(name))
    const id = ++lastId
    return new Promise((resolve, reject) => {
      const cancel = () => {
        settle(id)
        transport.send({ type: 'cancel', id })
        reject(stopped(name))
      }
      const release = () => signal?.removeEventListener('abort', cancel)
      openCalls.set(id, {
        resolve: (value) => (release(), resolve(value)),
        reject: (error) => (release(), reject(error)),
      })
      signal?.addEventListener('abort', cancel, { once: true })
      try {
        transport.send({ type: 'call', id, name, argument })
      } catch (thrown) {
        const message = `The argument of "${name}" cannot be sent: ${toWireError(thrown).message}`
        settle(id)?.reject(new AppError('invalid-argument', message, { cause: thrown }))
      }
    })
  }

  return {
    serve(served) {
      for (const [name, handler] of Object.entries(served)) handlers.set(name, (handler as Handler).bind(served))
    },
    remote<Api extends Calls<Api>>() {
      return remoteOf<Api>(call)
    },
    call,
    emit(name, value) {
      if (!closed) transport.send({ type: 'event', name, value })
    },
    on(name, listener) {
      const all = listeners.get(name) ?? new Set()
      listeners.set(name, all.add(listener as Listener))
      return () => void all.delete(listener as Listener)
    },
    onClose: (listener) => transport.onClose(listener),
    close: () => transport.close(),
  }
}

/** Turns one untyped `call` into the typed caller's side of an API. */
export function remoteOf<Api extends Calls<Api>>(
  call: (name: string, argument: unknown, options?: CallOptions) => Promise<unknown>,
): Remote<Api> {
  return new Proxy({} as Remote<Api>, {
    get(_target, name) {
      // `then` would make the remote itself look like a promise wherever it is awaited.
      if (typeof name !== 'string' || name === 'then') return undefined
      return (argument: unknown, options?: CallOptions) => call(name, argument, options)
    },
  })
}

function stopped(name: string): AppError {
  return new AppError('aborted', `"${name}" was stopped on request.`)
}
