import { EventEmitter } from 'node:events'
import type * as Electron from 'electron'

type Handler = (event: Electron.IpcMainInvokeEvent, ...values: unknown[]) => unknown

class StandInIpcMain extends EventEmitter {
  readonly #handlers = new Map<string, Handler>()

  handle(channel: string, handler: Handler): void {
    if (this.#handlers.has(channel)) throw new Error(`Attempted to register a second handler for '${channel}'`)
    this.#handlers.set(channel, handler)
  }
  removeHandler(channel: string): void {
    this.#handlers.delete(channel)
  }
  /** For the windows: what `ipcRenderer.invoke` gets. An error keeps nothing but its text. */
  async invoke(event: Electron.IpcMainInvokeEvent, channel: string, values: unknown[]): Promise<unknown> {
    const handler = this.#handlers.get(channel)
    try {
      if (!handler) throw new Error(`No handler registered for '${channel}'`)
      return await handler(event, ...values)
    } catch (error) {
      throw new Error(`Error invoking remote method '${channel}': ${String(error)}`, { cause: error })
    }
  }
}

export const ipcMain = new StandInIpcMain()
ipcMain satisfies Pick<Electron.IpcMain, 'handle' | 'removeHandler'>
