import { Closing } from '#rpc/closing.ts'
import type { Transport } from '#rpc/transport.ts'
import type { WireMessage } from '#rpc/wire.ts'

/** Two ends in one thread; every message is a structured clone and arrives in a later turn, as on a real boundary. */
export function memoryTransports(): [Transport, Transport] {
  const closings = [new Closing(), new Closing()] as const
  const listeners: ((message: WireMessage) => void)[][] = [[], []]
  const end = (self: 0 | 1): Transport => {
    const other = self === 0 ? 1 : 0
    return {
      send(message) {
        if (closings[self].reason !== null) return
        const copy = structuredClone(message)
        setImmediate(() => {
          if (closings[other].reason === null) listeners[other].forEach((listener) => listener(copy))
        })
      },
      onMessage: (listener) => void listeners[self].push(listener),
      onClose: (listener) => closings[self].onClose(listener),
      close() {
        closings[self].close('it was closed here')
        setImmediate(() => closings[other].close('the other end was closed'))
      },
    }
  }
  return [end(0), end(1)]
}
