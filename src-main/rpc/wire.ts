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
