import { EventEmitter } from 'node:events'
import type { IpcMain, WebContents } from 'electron'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import type { AppCore } from '#app/app-core.ts'
import { connectChannel, fileChannel, messageChannel } from '#hosts/electron-channels.ts'
import { ElectronPages } from '#hosts/electron-pages.ts'
import type { Transport } from '#rpc/transport.ts'

class Contents extends EventEmitter {
  readonly sent: unknown[][] = []
  send = (...values: unknown[]) => void this.sent.push(values)
  isDestroyed = () => false
}

const ours = { url: 'app://bundle/', parent: null }
const call = { type: 'call', id: 1, name: 'session', argument: undefined }
const foreign = {
  'another host': { url: 'app://elsewhere/', parent: null },
  'another scheme': { url: 'https://bundle/', parent: null },
  'a frame inside ours': { url: 'app://bundle/', parent: ours },
  'a page that is gone': null,
}

let ipc: EventEmitter & { handle(channel: string, handler: (...values: unknown[]) => unknown): void }
let handlers: Map<string, (...values: unknown[]) => unknown>
let contents: Contents
let served: { transport: Transport; got: unknown[]; ends: string[] }[]
let pages: ElectronPages

beforeEach(() => {
  handlers = new Map()
  ipc = Object.assign(new EventEmitter(), {
    handle: (channel: string, handler: () => unknown) => void handlers.set(channel, handler),
  })
  contents = new Contents()
  served = []
  const core = {
    serve(transport: Transport) {
      const page = { transport, got: [] as unknown[], ends: [] as string[] }
      transport.onMessage((message) => page.got.push(message))
      transport.onClose((reason) => page.ends.push(reason))
      served.push(page)
    },
    fileOf: vi.fn((path: string) => `id of ${path}`),
  }
  pages = new ElectronPages(core as unknown as AppCore, ipc as unknown as IpcMain)
})

const from = (senderFrame: object | null) => ({ sender: contents, senderFrame })

describe('a page in a window', () => {
  test('speaks with the core once it has connected', () => {
    ipc.emit(connectChannel, from(ours), 'p1')
    ipc.emit(messageChannel, from(ours), 'p1', call)
    served[0].transport.send({ type: 'event', name: 'jobChanged', value: 1 })
    expect(served[0].got).toEqual([call])
    expect(contents.sent).toEqual([[messageChannel, 'p1', { type: 'event', name: 'jobChanged', value: 1 }]])
  })

  test.each(Object.entries(foreign))('is not heard when it is %s', (_name, frame) => {
    ipc.emit(connectChannel, from(frame), 'p0')
    expect(served).toHaveLength(0)
    ipc.emit(connectChannel, from(ours), 'p1')
    ipc.emit(messageChannel, from(frame), 'p1', call)
    expect(served[0].got).toEqual([])
    expect(handlers.get(fileChannel)?.(from(frame), '/etc/passwd')).toMatchObject({
      error: { code: 'invalid-argument' },
    })
  })

  test('is forgotten when it is loaded again: late messages of either side reach nobody', () => {
    ipc.emit(connectChannel, from(ours), 'p1')
    ipc.emit(connectChannel, from(ours), 'p2')
    ipc.emit(messageChannel, from(ours), 'p1', call)
    served[0].transport.send({ type: 'result', id: 1, value: null })
    expect(served[0].ends).toEqual(['the page was loaded again'])
    expect(served[1].got).toEqual([])
    expect(contents.sent).toEqual([])
  })

  test.each([
    ['render-process-gone', 'the page is gone (crashed)'],
    ['destroyed', 'the window was closed'],
  ])('ends its transport on %s', (event, reason) => {
    ipc.emit(connectChannel, from(ours), 'p1')
    contents.emit(event, {}, { reason: 'crashed' })
    expect(served[0].ends).toEqual([reason])
  })

  test('gets events of the menu', () => {
    ipc.emit(connectChannel, from(ours), 'p1')
    pages.tell(contents as unknown as WebContents, 'menuCommand', { command: 'open-train' })
    expect(contents.sent[0][2]).toEqual({ type: 'event', name: 'menuCommand', value: { command: 'open-train' } })
  })

  test('gets an id for a file, and the failure as a value', () => {
    const ask = handlers.get(fileChannel)
    expect(ask?.(from(ours), '/digits.csv')).toEqual({ file: 'id of /digits.csv' })
    expect(ask?.(from(ours), 7)).toMatchObject({ error: { code: 'invalid-argument' } })
  })
})
