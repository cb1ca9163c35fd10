import { EventEmitter } from 'node:events'
import { pathToFileURL } from 'node:url'

/** Runs in the forked child in place of Electron's utility process: gives it `process.parentPort`, then its module. */
class ParentPort extends EventEmitter {
  readonly #early: unknown[] = []

  constructor() {
    super()
    process.on('message', (data) => {
      if (this.listenerCount('message') > 0) this.emit('message', { data, ports: [] })
      else this.#early.push(data)
    })
    this.on('newListener', (event) => {
      if (event !== 'message') return
      queueMicrotask(() => this.#early.splice(0).forEach((data) => this.emit('message', { data, ports: [] })))
    })
  }

  postMessage(...values: unknown[]): void {
    if (values.length > 1) throw new TypeError('parentPort.postMessage takes no transfer list')
    process.send?.(values[0], undefined, undefined, () => undefined)
  }
}

const { send } = process
Object.defineProperty(process, 'parentPort', { value: new ParentPort() })
process.on('disconnect', () => process.exit(0))
// Chromium's message loop runs on: a utility process does not end for want of work. A rejection does not end it either.
setInterval(() => undefined, 1 << 30)
process.on('unhandledRejection', (reason) => console.error('Unhandled rejection in a utility process:', reason))
process.argv.splice(1, 1)
if (send) await import(pathToFileURL(process.argv[1]).href)
