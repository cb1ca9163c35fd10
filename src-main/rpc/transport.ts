import type { WireMessage } from './wire.ts'

/**
 * Carries messages in order, as copies (structured clone or an equal of it: typed arrays keep their type).
 * What may be in a message: plain objects, arrays, typed arrays, strings, numbers, booleans, null, undefined.
 */
export interface Transport {
  /** Throws when the message holds something that cannot be copied; silent when closed. */
  send(message: WireMessage): void
  /** One listener, set in the turn in which the transport is made. */
  onMessage(listener: (message: WireMessage) => void): void
  /** Fires once, when the other side is gone or `close` was called; a late listener is told at once. */
  onClose(listener: (reason: string) => void): void
  close(): void
}
