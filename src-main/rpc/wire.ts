import { AppError, errorCodes } from '#learn/app-error.ts'
import type { ErrorCode } from '#learn/app-error.ts'

/** An error as data: what is left of any thrown value at a boundary. */
export interface WireError {
  code: ErrorCode
  message: string
  hint?: string
}

/** Everything that crosses a boundary, in either direction. */
export type WireMessage =
  | { type: 'call'; id: number; name: string; argument: unknown }
  | { type: 'result'; id: number; value: unknown }
  | { type: 'error'; id: number; error: WireError }
  | { type: 'cancel'; id: number }
  | { type: 'event'; name: string; value: unknown }

/** For transports whose other side is not trusted to send well-formed messages. */
export function isWireMessage(value: unknown): value is WireMessage {
  if (typeof value !== 'object' || value === null) return false
  const message = value as Record<string, unknown>
  const hasId = Number.isSafeInteger(message.id)
  switch (message.type) {
    case 'call':
      return hasId && typeof message.name === 'string'
    case 'result':
    case 'cancel':
      return hasId
    case 'error':
      return hasId && isWireError(message.error)
    case 'event':
      return typeof message.name === 'string'
    default:
      return false
  }
}

/** Keeps code and hint of an AppError; anything else becomes `internal`, an AbortError `aborted`. */
export function toWireError(thrown: unknown): WireError {
  if (isWireError(thrown)) {
    const { code, message, hint } = thrown
    return hint === undefined ? { code, message } : { code, message, hint }
  }
  if (thrown instanceof Error) {
    return { code: thrown.name === 'AbortError' ? 'aborted' : 'internal', message: thrown.message || thrown.name }
  }
  return { code: 'internal', message: `Something that is no error was thrown: ${String(thrown)}` }
}

export function fromWireError({ code, message, hint }: WireError): AppError {
  return new AppError(code, message, hint === undefined ? {} : { hint })
}

function isWireError(value: unknown): value is WireError {
  if (typeof value !== 'object' || value === null) return false
  const { code, message, hint } = value as Record<string, unknown>
  return (
    errorCodes.some((known) => known === code) &&
    typeof message === 'string' &&
    (hint === undefined || typeof hint === 'string')
  )
}
