import { Closing } from '../closing.ts'
import type { Transport } from '../transport.ts'
import { isWireMessage } from '../wire.ts'
import { decodeFrame, encodeFrame } from './frame-codec.ts'

/** What the browser's WebSocket and the one of the package ws have in common. */
interface Socket {
  binaryType: string
  send(bytes: Uint8Array<ArrayBuffer>): void
  close(code?: number, reason?: string): void
  addEventListener(type: 'message', listener: (event: { data: unknown }) => void): void
  addEventListener(type: 'close', listener: (event: { code: number; reason: string }) => void): void
  addEventListener(type: 'error', listener: () => void): void
}

// RFC 6455, section 7.4.1
const closeNormal = 1000
const closeUnsupportedData = 1003
const closeInvalidPayload = 1007

/** Over an open socket. One binary frame is one message; anything else ends the connection. */
export function webSocketTransport(socket: Socket): Transport {
  const closing = new Closing()
  const end = (code: number, reason: string) => {
    closing.close(reason)
    socket.close(code, reason)
  }
  socket.binaryType = 'arraybuffer'
  socket.addEventListener('close', ({ code, reason }) => closing.close(reason || `the socket was closed (${code})`))
  // Without a listener the package ws throws it; `close` follows and says all.
  socket.addEventListener('error', () => undefined)
  return {
    send: (message) => (closing.reason === null ? socket.send(encodeFrame(message)) : undefined),
    onMessage(listener) {
      socket.addEventListener('message', ({ data }) => {
        if (closing.reason !== null) return
        if (!(data instanceof ArrayBuffer)) return end(closeUnsupportedData, 'a frame was not binary')
        const message = decoded(data)
        if (!isWireMessage(message)) return end(closeInvalidPayload, 'a frame was no message')
        listener(message)
      })
    },
    onClose: (listener) => closing.onClose(listener),
    close: () => end(closeNormal, 'it was closed here'),
  }
}

function decoded(bytes: ArrayBuffer): unknown {
  try {
    return decodeFrame(bytes)
  } catch {
    return undefined
  }
}
