import type { Transport } from '#rpc/transport.ts'
import type { Part } from '#rpc/contract/dataset.ts'

export type ProcessName = 'data' | 'training'

/** A started process: its transport closes when it ends. */
export interface HostProcess {
  transport: Transport
  /** Settles when it has ended. */
  ended: Promise<void>
  /** Ends it at once; the transport's onClose follows. */
  kill(): void
}

/** What differs between Electron and plain Node. Everything above is the same code. */
export interface Host {
  readonly kind: 'electron' | 'browser'
  readonly dataFolder: string
  /** Starts `out/main/<name>-process.js`. */
  startProcess(name: ProcessName): HostProcess
  /** The native dialog's path; null when it was closed or there is none. */
  pickFile(options: { part: Part; folder: string | null }): Promise<string | null>
}
