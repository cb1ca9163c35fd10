import { EventEmitter } from 'node:events'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { homedir, tmpdir } from 'node:os'
import { createHash } from 'node:crypto'
import { join } from 'node:path'
import type * as Electron from 'electron'

export class CancelableEvent {
  defaultPrevented = false
  preventDefault(): void {
    this.defaultPrevented = true
  }
}

/** Electron's `app`: what may be done before `ready` and what only after is checked as there. */
class StandInApp extends EventEmitter {
  readonly isPackaged = false
  name = 'stand-in'
  readonly #paths = new Map<string, string>([
    ['userData', join(tmpdir(), `stand-in-${process.pid}`)],
    ['home', homedir()],
    ['temp', tmpdir()],
  ])
  readonly #ready = Promise.withResolvers<undefined>()
  #isReady = false
  #quitting = false
  #release: (() => void) | null = null
  #told: Promise<void> = Promise.resolve()
  /** Set by the windows: closes them all, false when one refused. */
  closeWindows: () => Promise<boolean> = () => Promise.resolve(true)
  /** Set by the browser: what must end before the process does. */
  atExit: () => Promise<void> = () => Promise.resolve()

  becomeReady(): void {
    this.#isReady = true
    this.emit('ready', {}, {})
    this.#ready.resolve(undefined)
  }
  isReady(): boolean {
    return this.#isReady
  }
  whenReady(): Promise<void> {
    return this.#ready.promise
  }
  mustBeReady(what: string): void {
    if (!this.#isReady) throw new TypeError(`${what} cannot be used before the app is ready.`)
  }
  mustNotBeReady(what: string): void {
    if (this.#isReady) throw new Error(`${what} must be called before the app is ready.`)
  }
  enableSandbox(): void {
    this.mustNotBeReady('app.enableSandbox()')
  }
  getPath(name: string): string {
    const path = this.#paths.get(name)
    if (path === undefined) throw new Error(`Failed to get '${name}' path`)
    return path
  }
  setPath(name: string, path: string): void {
    this.#paths.set(name, path)
  }
  getVersion(): string {
    return '0.0.0'
  }
  setAboutPanelOptions(): void {}
  getAppMetrics(): Electron.ProcessMetric[] {
    return []
  }
  quit(): void {
    void this.#quit()
  }
  async #quit(): Promise<void> {
    if (!this.#passes('before-quit')) return
    this.#quitting = true
    if (!(await this.closeWindows())) {
      this.#quitting = false
      return
    }
    this.finish()
  }
  /** All windows are closed: by a person, or on the way out. */
  windowsClosed(): void {
    if (this.#quitting) return
    if (this.listenerCount('window-all-closed') > 0) this.emit('window-all-closed')
    else this.quit()
  }
  finish(): void {
    if (!this.#passes('will-quit')) return
    this.emit('quit', {}, 0)
    this.exit(0)
  }
  exit(code = 0): void {
    this.#release?.()
    void Promise.allSettled([this.atExit(), this.#told]).then(() => process.exit(code))
  }
  #passes(name: 'before-quit' | 'will-quit'): boolean {
    const event = new CancelableEvent()
    this.emit(name, event)
    return !event.defaultPrevented
  }

  requestSingleInstanceLock(): boolean {
    const folder = this.getPath('userData')
    mkdirSync(folder, { recursive: true })
    const lock = join(folder, 'stand-in-lock')
    const hash = createHash('sha256').update(folder).digest('hex').slice(0, 12)
    const socket =
      process.platform === 'win32' ? `\\\\.\\pipe\\stand-in-${hash}` : join(tmpdir(), `stand-in-${hash}.sock`)
    if (isAlive(lock)) {
      this.#told = new Promise((done) => {
        connect(socket)
          .on('error', () => done())
          .on('close', () => done())
          .end(JSON.stringify([process.argv, process.cwd()]))
      })
      return false
    }
    writeFileSync(lock, String(process.pid))
    rmSync(socket, { force: true })
    const server = createServer(async (from) => {
      const [argv, folder] = JSON.parse((await from.setEncoding('utf8').toArray()).join('')) as [string[], string]
      this.emit('second-instance', {}, argv, folder, null)
    })
    server.listen(socket).unref()
    this.#release = () => {
      server.close()
      rmSync(lock, { force: true })
    }
    return true
  }
}

function isAlive(lock: string): boolean {
  try {
    return process.kill(Number(readFileSync(lock, 'utf8')), 0)
  } catch {
    return false
  }
}

export const app = new StandInApp()
app satisfies Pick<
  Electron.App,
  | 'isPackaged'
  | 'name'
  | 'isReady'
  | 'whenReady'
  | 'enableSandbox'
  | 'getPath'
  | 'setPath'
  | 'getVersion'
  | 'setAboutPanelOptions'
  | 'getAppMetrics'
  | 'quit'
  | 'exit'
  | 'requestSingleInstanceLock'
>
