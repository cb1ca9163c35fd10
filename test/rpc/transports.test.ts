import { fork } from 'node:child_process'
import { EventEmitter, once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { MessageChannel, Worker } from 'node:worker_threads'
import { WebSocket, WebSocketServer } from 'ws'
import { createPeer } from '#rpc/peer.ts'
import { bridgeTransport, pageTransport } from '#rpc/transports/electron-ipc.ts'
import {
  forkedProcessTransport,
  parentTransport,
  threadPortTransport,
  threadTransport,
  utilityProcessTransport,
} from '#rpc/transports/message-port.ts'
import { webSocketTransport } from '#rpc/transports/web-socket.ts'
import { memoryTransports } from './memory-transport.ts'
import { serveTestApi } from './test-boundary.ts'
import { testTransport } from './transport-battery.ts'

const peers = join(import.meta.dirname, 'peers')

testTransport('memory', async () => {
  const [near, far] = memoryTransports()
  serveTestApi(createPeer(far))
  return { transport: near, kill: () => far.close(), reason: /other end was closed/ }
})

testTransport('a message channel', async () => {
  const { port1, port2 } = new MessageChannel()
  const far = threadPortTransport(port2)
  serveTestApi(createPeer(far))
  return { transport: threadPortTransport(port1), kill: () => far.close(), reason: /thread ended/ }
})

testTransport('a worker thread', async () => {
  const thread = new Worker(join(peers, 'thread.ts'))
  return {
    transport: threadTransport(thread),
    kill: () => void thread.terminate(),
    reason: /thread ended with code 1/,
    release: () => thread.terminate(),
  }
})

testTransport('a forked process', async () => {
  const child = fork(join(peers, 'child.ts'), { serialization: 'advanced' })
  return {
    transport: forkedProcessTransport(child),
    kill: () => void child.kill('SIGKILL'),
    reason: /ended by SIGKILL/,
    release: () => (child.exitCode ?? child.signalCode) === null && once(child, 'exit'),
  }
})

testTransport('a WebSocket', async () => {
  const server = new WebSocketServer({ host: '127.0.0.1', port: 0 })
  server.on('connection', (socket) => serveTestApi(createPeer(webSocketTransport(socket))))
  await once(server, 'listening')
  const socket = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`)
  await once(socket, 'open')
  return {
    transport: webSocketTransport(socket),
    kill: () => server.clients.forEach((client) => client.terminate()),
    reason: /socket was closed \(1006\)/,
    release: () => new Promise((done) => server.close(done)),
  }
})

/** Electron's UtilityProcess and its parentPort: an EventEmitter at each end, values copied, only main learns of the exit. */
testTransport("Electron's utility process", async () => {
  const main = new EventEmitter()
  const utility = new EventEmitter()
  const post = (deliver: (copy: unknown) => void) => (message: unknown) => {
    const copy: unknown = structuredClone(message)
    setImmediate(() => deliver(copy))
  }
  const parentPort = Object.assign(utility, { postMessage: post((copy) => main.emit('message', copy)) })
  const child = Object.assign(main, {
    postMessage: post((copy) => utility.emit('message', { data: copy })),
    kill: () => main.emit('exit', 0),
  })
  serveTestApi(createPeer(parentTransport(Object.assign(new EventEmitter(), { connected: false, parentPort }))))
  return { transport: utilityProcessTransport(child), kill: () => main.emit('exit', 9), reason: /ended with code 9/ }
})

/** The page asks main, over a pair that copies like Electron's IPC; the near end is main's here, which learns of a page's end. */
function fakeIpc() {
  const toMain: ((message: unknown) => void)[] = []
  const toPage: ((message: never) => void)[] = []
  const gone: ((reason: string) => void)[] = []
  const post = (listeners: ((message: never) => void)[]) => (message: unknown) => {
    const copy = structuredClone(message) as never
    setImmediate(() => listeners.forEach((listener) => listener(copy)))
  }
  return {
    bridge: {
      host: 'electron' as const,
      send: post(toMain),
      onMessage: (listener: (message: never) => void) => void toPage.push(listener),
      fileRef: () => Promise.reject(new Error('not used here')),
    },
    channel: {
      send: post(toPage),
      onMessage: (listener: (message: unknown) => void) => void toMain.push(listener),
      onClose: (listener: (reason: string) => void) => void gone.push(listener),
    },
    leave: (reason: string) => gone.forEach((listener) => listener(reason)),
    toMain: post(toMain),
  }
}

testTransport('Electron IPC, seen from main', async () => {
  const ipc = fakeIpc()
  serveTestApi(createPeer(bridgeTransport(ipc.bridge)))
  return {
    transport: pageTransport(ipc.channel),
    kill: () => ipc.leave('the page was closed'),
    reason: /page was closed/,
  }
})

testTransport('Electron IPC, where the page sends no message', async () => {
  const ipc = fakeIpc()
  serveTestApi(createPeer(bridgeTransport(ipc.bridge)))
  return { transport: pageTransport(ipc.channel), kill: () => ipc.toMain({ type: 'call' }), reason: /no message/ }
})

testTransport('Electron IPC, seen from the page', async () => {
  const ipc = fakeIpc()
  serveTestApi(createPeer(pageTransport(ipc.channel)))
  const transport = bridgeTransport(ipc.bridge)
  // A page never sees main die before itself; it can only be closed from within.
  return { transport, kill: () => transport.close(), reason: /closed here/ }
})
