import type { Host } from '#hosts/host.ts'
import type { AppApi, AppEvents } from '#rpc/contract/app-api.ts'
import type { FileId } from '#rpc/contract/dataset.ts'
import type { Handlers } from '#rpc/contract/remote.ts'
import type { Transport } from '#rpc/transport.ts'

/** The application without a window: datasets, runs, jobs, files. It asks the processes; it never computes. */
export interface AppCore {
  /** The calls themselves, for the command line and tests. */
  readonly api: Handlers<AppApi>
  /** Subscribes; the function returned ends it. */
  on<Name extends keyof AppEvents>(event: Name, listener: (value: AppEvents[Name]) => void): () => void
  /** Answers the page at the other end and sends it events, until the transport closes. */
  serve(transport: Transport): void
  /** A path the person gave outside the page (drop in Electron, command line, double click) becomes an id. */
  fileOf(path: string): FileId
  /** Ends the processes, after stopping what runs. */
  close(): Promise<void>
}

export interface AppCoreOptions {
  host: Host
  version: string
}

export declare function startAppCore(options: AppCoreOptions): Promise<AppCore>
