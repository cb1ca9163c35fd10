import type { IpcMain, IpcMainEvent, WebContents } from 'electron'
import type { AppCore } from '#app/app-core.ts'
import { AppError } from '#learn/app-error.ts'
import { pageTransport } from '#rpc/transports/electron-ipc.ts'
import { toWireError } from '#rpc/wire.ts'
import type { WireMessage } from '#rpc/wire.ts'
import { connectChannel, fileChannel, messageChannel } from './electron-channels.ts'
import type { FileAnswer } from './electron-channels.ts'
import { isFromOurPage } from './electron-security.ts'

interface Page {
  number: string
  send(message: WireMessage): void
  receive(message: unknown): void
  close(reason: string): void
}

/** The pages that speak with the core: one for each window, the latest that was loaded there. */
export class ElectronPages {
  readonly #core: AppCore
  readonly #pages = new Map<WebContents, Page>()
  readonly #watched = new WeakSet<WebContents>()

  constructor(core: AppCore, ipcMain: IpcMain) {
    this.#core = core
    ipcMain.on(connectChannel, (event, number: unknown) => {
      if (isFromOurPage(event) && typeof number === 'string') this.#connect(event.sender, number)
    })
    ipcMain.on(messageChannel, (event, number: unknown, message: unknown) => {
      this.#pageOf(event, number)?.receive(message)
    })
    ipcMain.handle(fileChannel, (event, path: unknown): FileAnswer => {
      try {
        if (!isFromOurPage(event) || typeof path !== 'string')
          throw new AppError('invalid-argument', 'A file was named by something other than our page.')
        return { file: core.fileOf(path) }
      } catch (error) {
        return { error: toWireError(error) }
      }
    })
  }

  /** An event for the page of this window. */
  tell(contents: WebContents, name: string, value: unknown): void {
    this.#pages.get(contents)?.send({ type: 'event', name, value })
  }

  #pageOf(event: IpcMainEvent, number: unknown): Page | undefined {
    const page = isFromOurPage(event) ? this.#pages.get(event.sender) : undefined
    return page?.number === number ? page : undefined
  }

  #connect(contents: WebContents, number: string): void {
    this.#pages.get(contents)?.close('the page was loaded again')
    if (!this.#watched.has(contents)) {
      this.#watched.add(contents)
      contents.on('render-process-gone', (_event, { reason }) => this.#leave(contents, `the page is gone (${reason})`))
      contents.on('destroyed', () => this.#leave(contents, 'the window was closed'))
    }
    let receive: Page['receive'] = () => undefined
    const closeListeners: Page['close'][] = []
    const page: Page = {
      number,
      send: (message) => (contents.isDestroyed() ? undefined : contents.send(messageChannel, number, message)),
      receive: (message) => receive(message),
      close: (reason) => closeListeners.forEach((listener) => listener(reason)),
    }
    this.#pages.set(contents, page)
    this.#core.serve(
      pageTransport({
        send: page.send,
        onMessage: (listener) => (receive = listener),
        onClose: (listener) => closeListeners.push(listener),
      }),
    )
  }

  #leave(contents: WebContents, reason: string): void {
    this.#pages.get(contents)?.close(reason)
    this.#pages.delete(contents)
  }
}
