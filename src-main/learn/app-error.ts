/** Every failure a person may meet, named. The list is closed: both ends of every boundary know it. */
export const errorCodes = [
  'aborted', // stopped on request; never shown
  'invalid-argument', // a parameter or call that cannot be right
  'invalid-file', // a file that is not what it should be; the message says line and column
  'does-not-fit', // digits of another size or other classes than those that are open
  'file-not-found',
  'file-unreadable',
  'not-found', // an id nobody knows (dataset, run, job, folder entry)
  'not-fitted',
  'one-class-only',
  'nothing-selected', // no pixel left after selection
  'overflow', // numbers grew without bound while fitting
  'out-of-memory', // would pass the memory budget
  'unsupported', // asked of something that cannot do it (predictProba of an SVC)
  'damaged', // checksum or structure of stored data is wrong
  'too-new', // written by a later version
  'disk', // reading or writing the data folder failed
  'disconnected', // the other side of a boundary died
  'unknown-call',
  'internal',
] as const

export type ErrorCode = (typeof errorCodes)[number]

/** One sentence that says what and where; `hint` says what to do. */
export class AppError extends Error {
  readonly code: ErrorCode
  readonly hint: string | undefined

  constructor(code: ErrorCode, message: string, options: { hint?: string; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = 'AppError'
    this.code = code
    this.hint = options.hint
  }
}

/** True for an AppError of this code, also for one that came over a boundary. */
export function hasCode(error: unknown, code: ErrorCode): boolean {
  return typeof error === 'object' && error !== null && (error as { code?: unknown }).code === code
}

/** Ends work that was cancelled. `signal` is an AbortSignal or whatever else says it was. */
export function throwIfStopped(signal: { readonly aborted: boolean } | undefined): void {
  if (signal?.aborted) throw new AppError('aborted', 'Stopped on request.')
}
