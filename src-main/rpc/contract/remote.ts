/** An interface of calls: each takes one object (or nothing) and gives one plain value. */
export type Calls<Api> = { [Name in keyof Api]: (argument: never) => unknown }

export interface CallOptions {
  /** Aborting sends a cancel message; the call then rejects with code `aborted`. */
  signal?: AbortSignal
}

type Argument<Call> = Call extends () => unknown ? undefined : Call extends (argument: infer A) => unknown ? A : never
type Result<Call> = Call extends (argument: never) => infer R ? Awaited<R> : never

/** The caller's side of an API. */
export type Remote<Api extends Calls<Api>> = {
  [Name in keyof Api]: Argument<Api[Name]> extends undefined
    ? (argument?: undefined, options?: CallOptions) => Promise<Result<Api[Name]>>
    : (argument: Argument<Api[Name]>, options?: CallOptions) => Promise<Result<Api[Name]>>
}

export interface CallContext {
  signal: AbortSignal
}

/** The answering side of an API. */
export type Handlers<Api extends Calls<Api>> = {
  [Name in keyof Api]: (
    argument: Argument<Api[Name]>,
    context: CallContext,
  ) => Result<Api[Name]> | Promise<Result<Api[Name]>>
}
