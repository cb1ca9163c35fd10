import type { createCodec } from './codec.ts'

/**
 * Runs the preload in the page, in the main world: there is no isolated one here. Handed over as source text, so it may use
 * nothing from outside itself.
 */
export function runPreload(
  preload: (require: (name: string) => unknown, module: object, exports: object) => void,
  bindingName: string,
  codec: ReturnType<typeof createCodec>,
): void {
  if (window !== window.top) return
  const globals = window as unknown as Record<string | symbol, unknown>
  const binding = globals[bindingName] as (text: string) => void
  delete globals[bindingName]
  const post = (kind: string, ...rest: unknown[]) => binding(codec.encode([kind, ...rest]))

  const listeners = new Map<string, ((event: object, ...values: unknown[]) => void)[]>()
  const replies = new Map<number, { done(value: unknown): void; failed(error: Error): void }>()
  let calls = 0
  Object.defineProperty(window, Symbol.for('stand-in'), {
    value: {
      message: (channel: string, text: string) => {
        const values = codec.decode(text) as unknown[]
        for (const listener of listeners.get(channel) ?? []) listener({ sender: ipcRenderer }, ...values)
      },
      reply: (id: number, failure: string | null, text: string) => {
        const waiting = replies.get(id)
        replies.delete(id)
        if (failure === null) waiting?.done(codec.decode(text))
        else waiting?.failed(new Error(failure))
      },
      files: [] as File[],
    },
  })
  const standIn = globals[Symbol.for('stand-in')] as { files: File[] }

  const ipcRenderer = {
    on(channel: string, listener: (event: object, ...values: unknown[]) => void) {
      listeners.set(channel, [...(listeners.get(channel) ?? []), listener])
      return ipcRenderer
    },
    send: (channel: string, ...values: unknown[]) => post('send', channel, values),
    invoke(channel: string, ...values: unknown[]) {
      const id = ++calls
      return new Promise((done, failed) => {
        replies.set(id, { done, failed })
        post('invoke', channel, values, id)
      })
    },
  }

  // What crosses the bridge is a frozen copy; functions are called from afar; prototypes and symbols stay behind.
  const across = (value: unknown): unknown => {
    if (typeof value === 'function')
      return (...values: unknown[]) => across((value as (...all: unknown[]) => unknown)(...values.map(across)))
    if (value instanceof Promise)
      return value.then(across, (error: unknown) => Promise.reject(new Error((error as Error).message)))
    if (typeof value !== 'object' || value === null || value instanceof Blob || value instanceof Element) return value
    if (Array.isArray(value)) return Object.freeze(value.map(across))
    if (value instanceof Error) return new Error(value.message)
    if (
      ArrayBuffer.isView(value) ||
      value instanceof ArrayBuffer ||
      value instanceof Map ||
      value instanceof Set ||
      value instanceof Date
    )
      return structuredClone(value)
    return Object.freeze(Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, across(entry)])))
  }
  const contextBridge = {
    exposeInMainWorld(name: string, api: unknown) {
      if (name in window) throw new Error(`Cannot bind an API on top of an existing property on the window object`)
      Object.defineProperty(window, name, { value: across(api), enumerable: true })
    },
  }

  // A file that the page made itself has no path; one from the disk is named by a mark, which main looks up.
  const made = new WeakSet<File>()
  window.File = new Proxy(File, {
    construct(target, values, newTarget) {
      const file = Reflect.construct(target, values, newTarget) as File
      made.add(file)
      return file
    },
  })
  const webUtils = {
    getPathForFile: (file: File) => (made.has(file) ? '' : `stand-in-file:${standIn.files.push(file) - 1}`),
  }

  const require = (name: string) => {
    if (name !== 'electron') throw new Error(`module not found: ${name}`)
    return { contextBridge, ipcRenderer, webUtils }
  }
  preload(require, { exports: {} }, {})
}
