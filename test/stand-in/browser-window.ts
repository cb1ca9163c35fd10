import { EventEmitter } from 'node:events'
import { readFileSync } from 'node:fs'
import { mkdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import type { BrowserContext, CDPSession, Page } from 'playwright-core'
import type * as Electron from 'electron'
import { chromiumOptions } from '../e2e/chromium.ts'
import { CancelableEvent, app } from './app.ts'
import { createCodec } from './codec.ts'
import { ipcMain } from './ipc-main.ts'
import { runPreload } from './page-world.ts'
import { fromLoopback, toLoopback } from './protocol.ts'

const bindingName = '__standIn'
const codec = createCodec()
const windows = new Set<BrowserWindow>()
let context: BrowserContext | null = null

/** Before `ready`. Gives the port by which a test attaches to the same browser; Chromium chooses a free one and writes it down. */
export async function startBrowser(): Promise<number> {
  const { args = [], ...options } = await chromiumOptions()
  const folder = join(app.getPath('userData'), 'stand-in')
  await mkdir(folder, { recursive: true })
  const note = join(folder, 'DevToolsActivePort')
  await rm(note, { force: true })
  context = await chromium.launchPersistentContext(folder, {
    ...options,
    args: [...args, '--remote-debugging-port=0'],
    viewport: null,
    handleSIGTERM: false,
    handleSIGINT: false,
    handleSIGHUP: false,
  })
  app.atExit = async () => context?.close()
  for (;;) {
    const port = parseInt(await readFile(note, 'utf8').catch(() => ''), 10)
    if (port > 0) return port
    await new Promise((next) => setTimeout(next, 10))
  }
}

class WebContents extends EventEmitter {
  readonly id: number
  readonly session = null
  readonly ready: Promise<void>
  readonly mainFrame: { readonly url: string; readonly parent: null }
  #page: Page | null = null
  #cdp: CDPSession | null = null
  #mainFrameId = ''
  #openHandler: ((details: { url: string }) => { action: 'deny' | 'allow' }) | null = null
  /** Navigations that main asked for: they are not the page's, so `will-navigate` is not told. */
  #own = 0
  static #count = 0

  constructor(preload: string | undefined) {
    super()
    this.id = ++WebContents.#count
    const url = () => (this.#page ? fromLoopback(this.#page.url()) : '')
    this.mainFrame = {
      get url() {
        return url()
      },
      parent: null,
    }
    this.ready = this.#open(preload)
  }

  async #open(preload: string | undefined): Promise<void> {
    if (!context) throw new Error('The browser of the stand-in is not there')
    const blank = context.pages().find((page) => page.url() === 'about:blank' && windows.size === 1)
    const page = (this.#page = blank ?? (await context.newPage()))
    const cdp = (this.#cdp = await context.newCDPSession(page))
    page.on('popup', (popup) => {
      this.#openHandler?.({ url: popup.url() })
      void popup.close()
    })
    page.on('load', () => this.emit('did-finish-load'))
    page.on(
      'framenavigated',
      (frame) => frame === page.mainFrame() && this.emit('did-navigate', {}, fromLoopback(frame.url())),
    )
    page.on('crash', () => this.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 5 }))
    page.on('close', () => this.emit('destroyed'))
    cdp.on('Runtime.bindingCalled', ({ name, payload }) => {
      if (name === bindingName) void this.#receive(payload)
    })
    cdp.on('Fetch.requestPaused', (request) => void this.#decide(request))
    await cdp.send('Runtime.enable')
    await cdp.send('Page.enable')
    this.#mainFrameId = (await cdp.send('Page.getFrameTree')).frameTree.frame.id
    await cdp.send('Runtime.addBinding', { name: bindingName })
    await cdp.send('Fetch.enable', { patterns: [{ resourceType: 'Document' }] })
    if (preload) {
      const text = readFileSync(preload, 'utf8')
      const source = `{ const codec = (${createCodec.toString()})(); (${runPreload.toString()})((require, module, exports) => {${text}\n}, '${bindingName}', codec) }`
      await cdp.send('Page.addScriptToEvaluateOnNewDocument', { source })
    }
  }

  async #decide({ requestId, request, frameId }: { requestId: string; request: { url: string }; frameId: string }) {
    const event = Object.assign(new CancelableEvent(), { url: fromLoopback(request.url), isMainFrame: true })
    event.isMainFrame = frameId === this.#mainFrameId
    if (event.isMainFrame && this.#own > 0) this.#own--
    else {
      if (event.isMainFrame) this.emit('will-navigate', event, event.url)
      this.emit('will-frame-navigate', event)
    }
    await (event.defaultPrevented
      ? this.#cdp?.send('Fetch.failRequest', { requestId, errorReason: 'Aborted' })
      : this.#cdp?.send('Fetch.continueRequest', { requestId }))
  }

  /** Marks of files are replaced here by paths, which Chromium knows. In order, as messages are. */
  #received: Promise<unknown> = Promise.resolve()
  #receive(payload: string): Promise<unknown> {
    this.#received = this.#received.then(async () => {
      const [kind, channel, values, id] = codec.decode(await this.#withPaths(payload)) as [
        string,
        string,
        unknown[],
        number,
      ]
      const event = {
        sender: this,
        senderFrame: this.mainFrame,
        processId: 1,
        frameId: 1,
      } as unknown as Electron.IpcMainInvokeEvent
      if (kind === 'send') ipcMain.emit(channel, event, ...values)
      else void this.#answer(event, channel, values, id)
    })
    return this.#received
  }

  async #answer(event: Electron.IpcMainInvokeEvent, channel: string, values: unknown[], id: number): Promise<void> {
    let failure: string | null = null
    let text = '["undefined"]'
    try {
      text = codec.encode(await ipcMain.invoke(event, channel, values))
    } catch (error) {
      failure = (error as Error).message
    }
    await this.#deliver(`reply(${id}, ${JSON.stringify(failure)}, ${JSON.stringify(text)})`)
  }

  async #withPaths(payload: string): Promise<string> {
    const mark = /stand-in-file:(\d+)/.exec(payload)
    if (!mark || !this.#cdp) return payload
    const expression = `window[Symbol.for('stand-in')].files[${mark[1]}]`
    const { result } = await this.#cdp.send('Runtime.evaluate', { expression })
    const { path } = await this.#cdp.send('DOM.getFileInfo', { objectId: result.objectId ?? '' })
    return payload.replace(mark[0], JSON.stringify(path).slice(1, -1))
  }

  async #deliver(call: string): Promise<void> {
    await this.#cdp
      ?.send('Runtime.evaluate', { expression: `window[Symbol.for('stand-in')]?.${call}` })
      .catch(() => undefined)
  }

  send(channel: string, ...values: unknown[]): void {
    if (this.isDestroyed()) throw new TypeError('Object has been destroyed')
    void this.#deliver(`message(${JSON.stringify(channel)}, ${JSON.stringify(codec.encode(values))})`)
  }
  isDestroyed(): boolean {
    return this.#page?.isClosed() ?? false
  }
  getURL(): string {
    return this.mainFrame.url
  }
  setWindowOpenHandler(handler: (details: Electron.HandlerDetails) => Electron.WindowOpenHandlerResponse): void {
    this.#openHandler = handler as (details: { url: string }) => { action: 'deny' | 'allow' }
  }
  async loadURL(address: string): Promise<void> {
    await this.ready
    this.#own++
    await this.#page?.goto(toLoopback(address))
  }
  reload(): void {
    this.#own++
    void this.#page?.reload()
  }
  async close(): Promise<void> {
    await this.ready
    await this.#page?.close()
  }
}

export class BrowserWindow extends EventEmitter {
  readonly webContents: WebContents
  readonly options: Electron.BrowserWindowConstructorOptions
  #state = { visible: false, maximized: false, minimized: false, destroyed: false }

  constructor(options: Electron.BrowserWindowConstructorOptions = {}) {
    super()
    app.mustBeReady('BrowserWindow')
    this.options = options
    this.#state.visible = options.show !== false
    windows.add(this)
    this.webContents = new WebContents(options.webPreferences?.preload)
    app.emit('web-contents-created', {}, this.webContents)
    this.webContents.once('did-finish-load', () => this.emit('ready-to-show'))
    this.webContents.once('destroyed', () => {
      this.#state.destroyed = true
      windows.delete(this)
      this.emit('closed')
      if (windows.size === 0) app.windowsClosed()
    })
  }
  static getAllWindows(): BrowserWindow[] {
    return [...windows]
  }
  static getFocusedWindow(): BrowserWindow | null {
    return [...windows].at(-1) ?? null
  }
  loadURL(address: string): Promise<void> {
    return this.webContents.loadURL(address)
  }
  show(): void {
    this.#state.visible = true
  }
  focus(): void {
    this.emit('focus')
  }
  restore(): void {
    this.#state.minimized = false
  }
  minimize(): void {
    this.#state.minimized = true
  }
  maximize(): void {
    this.#state.maximized = true
  }
  isVisible = (): boolean => this.#state.visible
  isMaximized = (): boolean => this.#state.maximized
  isMinimized = (): boolean => this.#state.minimized
  isDestroyed = (): boolean => this.#state.destroyed
  getNormalBounds(): Electron.Rectangle {
    const { x = 0, y = 0, width = 800, height = 600 } = this.options
    return { x, y, width, height }
  }
  close(): void {
    void this.tryToClose()
  }
  async tryToClose(): Promise<boolean> {
    const event = new CancelableEvent()
    this.emit('close', event)
    if (!event.defaultPrevented) await this.webContents.close()
    return !event.defaultPrevented
  }
}
null as unknown as BrowserWindow satisfies Pick<
  Electron.BrowserWindow,
  | 'loadURL'
  | 'show'
  | 'focus'
  | 'restore'
  | 'minimize'
  | 'maximize'
  | 'isVisible'
  | 'isMaximized'
  | 'isMinimized'
  | 'isDestroyed'
  | 'getNormalBounds'
  | 'close'
>
null as unknown as WebContents satisfies Pick<
  Electron.WebContents,
  'id' | 'send' | 'isDestroyed' | 'getURL' | 'setWindowOpenHandler' | 'loadURL' | 'reload'
>

app.closeWindows = async () => (await Promise.all([...windows].map((window) => window.tryToClose()))).every(Boolean)
