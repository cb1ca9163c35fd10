import { Closing } from '../closing.ts'
import type { FileId } from '../contract/dataset.ts'
import type { Transport } from '../transport.ts'
import { isWireMessage } from '../wire.ts'
import type { WireMessage } from '../wire.ts'

/** What the preload exposes as `window.digitWorkbench`. */
export interface ElectronBridge {
  readonly host: 'electron'
  send(message: WireMessage): void
  onMessage(listener: (message: WireMessage) => void): void
  /** A dropped or picked file as an id; its path never enters the page. */
  fileRef(file: File): Promise<FileId>
}

/** One page as main sees it: webContents and ipcMain, with the sender already checked. */
export interface PageChannel {
  send(message: WireMessage): void
  onMessage(listener: (message: unknown) => void): void
  /** The page was left, reloaded, crashed or closed. */
  onClose(listener: (reason: string) => void): void
}

/** The page's side. It never closes by itself: a page does not outlive main. */
export function bridgeTransport(bridge: ElectronBridge): Transport {
  const closing = new Closing()
  return {
    send: (message) => (closing.reason === null ? bridge.send(message) : undefined),
    onMessage: (listener) => bridge.onMessage((message) => (closing.reason === null ? listener(message) : undefined)),
    onClose: (listener) => closing.onClose(listener),
    close: () => closing.close('it was closed here'),
  }
}

/** Main's side. A page that sends anything but a message is not our page, and is cut off. */
export function pageTransport(channel: PageChannel): Transport {
  const closing = new Closing()
  channel.onClose((reason) => closing.close(reason))
  return {
    send: (message) => (closing.reason === null ? channel.send(message) : undefined),
    onMessage: (listener) =>
      channel.onMessage((message) => {
        if (closing.reason !== null) return
        if (isWireMessage(message)) listener(message)
        else closing.close('the page sent something that is no message')
      }),
    onClose: (listener) => closing.onClose(listener),
    close: () => closing.close('it was closed here'),
  }
}
