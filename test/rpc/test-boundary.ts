import { AppError } from '#learn/app-error.ts'
import type { Handlers } from '#rpc/contract/remote.ts'
import type { Peer } from '#rpc/peer.ts'

/** What the battery calls at the far end of every transport. */
export interface TestApi {
  echo(argument: { value: unknown }): unknown
  /** Names the types that arrived, so that the sender's own copy cannot hide a lost one. */
  describe(argument: { value: unknown }): string
  add(argument: { a: number; b: number }): number
  nothing(): void
  fail(argument: { how: 'app-error' | 'plain-error' | 'string' | 'undefined' }): never
  uncopyable(): unknown
  /** Answers when it is cancelled, or never. */
  wait(): string
  cancelled(): number
  emitTo(argument: { count: number }): void
  heard(): unknown[]
}

export interface TestEvents {
  tick: { index: number; values: Float64Array }
}

export interface TestOrders {
  order: { text: string }
}

export function serveTestApi(peer: Peer<TestEvents, TestOrders>): void {
  const heard: unknown[] = []
  let cancelled = 0
  peer.on('order', (value) => heard.push(value))
  const handlers: Handlers<TestApi> = {
    echo: ({ value }) => value,
    describe: ({ value }) => typesIn(value),
    add: ({ a, b }) => a + b,
    nothing: () => undefined,
    fail({ how }) {
      if (how === 'app-error') throw new AppError('one-class-only', 'All digits are zeros.', { hint: 'Add some ones.' })
      if (how === 'plain-error') throw new RangeError('Out of range.')
      throw how === 'string' ? 'just text' : undefined
    },
    uncopyable: () => () => 'a function',
    wait: (_, { signal }) =>
      new Promise((done) => {
        signal.addEventListener('abort', () => {
          cancelled++
          done('too late')
        })
      }),
    cancelled: () => cancelled,
    emitTo({ count }) {
      for (let index = 0; index < count; index++) peer.emit('tick', { index, values: Float64Array.of(index, 0.5) })
    },
    heard: () => heard,
  }
  peer.serve<TestApi>(handlers)
}

function typesIn(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(typesIn).join(' ')}]`
  if (ArrayBuffer.isView(value)) return `${value.constructor.name}(${[...(value as Uint8Array)].join()})`
  if (value !== null && typeof value === 'object')
    return `{${Object.entries(value).map(([key, item]) => `${key}:${typesIn(item)}`)}}`
  return Object.is(value, -0) ? '-0' : `${typeof value} ${String(value)}`
}
