import type { WireMessage } from './wire.ts'

/**
 * Carries messages in order, as copies (structured clone or an equal of it: typed arrays keep their type).
 * `onClose` fires once, when the other side is gone or `close` was called.
 */
export interface Transport {
  send(message: WireMessage): void
  onMessage(listener: (message: WireMessage) => void): void
  onClose(listener: (reason: string) => void): void
  close(): void
}
