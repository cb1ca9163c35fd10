import { Closing } from '../closing.ts'
import type { Transport } from '../transport.ts'
import type { WireMessage } from '../wire.ts'

// Structural types: the same code serves Node and Electron, and imports neither.

interface Port {
  postMessage(message: unknown): void
  on(event: string, listener: (...values: unknown[]) => void): unknown
}
/** A worker_threads MessagePort, such as a thread's `parentPort`. */
interface ThreadPort extends Port {
  close(): void
}
/** A worker_threads Worker, seen from the thread that started it. */
interface Thread extends Port {
  terminate(): Promise<number>
}
/** Electron's UtilityProcess, seen from main. */
interface UtilityProcess extends Port {
  kill(): boolean
}
/** A ChildProcess forked with `serialization: 'advanced'`. */
interface ForkedProcess {
  send(message: WireMessage, done: (error: Error | null) => void): boolean
  on(event: string, listener: (...values: unknown[]) => void): unknown
  readonly connected: boolean
  disconnect(): void
}
/** `process` inside a forked process or, with `parentPort`, inside a utility process. */
interface StartedProcess {
  send?: (message: unknown, handle: undefined, options: undefined, done: (error: Error | null) => void) => boolean
  on(event: string, listener: (...values: unknown[]) => void): unknown
  readonly connected: boolean
  disconnect?: () => void
  readonly parentPort?: Port
}

function transport(
  closing: Closing,
  parts: Pick<Transport, 'send' | 'close'> & { listen(listener: (message: unknown) => void): void },
): Transport {
  return {
    send: (message) => (closing.reason === null ? parts.send(message) : undefined),
    onMessage: (listener) =>
      parts.listen((message) => (closing.reason === null ? listener(message as WireMessage) : undefined)),
    onClose: (listener) => closing.onClose(listener),
    close() {
      if (closing.reason !== null) return
      closing.close('it was closed here')
      parts.close()
    },
  }
}

export function threadPortTransport(port: ThreadPort): Transport {
  const closing = new Closing()
  port.on('close', () => closing.close('the other thread ended'))
  return transport(closing, {
    send: (message) => port.postMessage(message),
    listen: (listener) => port.on('message', listener),
    close: () => port.close(),
  })
}

/** Closing it ends the thread. */
export function threadTransport(thread: Thread): Transport {
  const closing = new Closing()
  thread.on('error', (error) => closing.close(`the thread failed: ${(error as Error).message}`))
  thread.on('exit', (code) => closing.close(`the thread ended with code ${code}`))
  return transport(closing, {
    send: (message) => thread.postMessage(message),
    listen: (listener) => thread.on('message', listener),
    close: () => void thread.terminate(),
  })
}

/** How long an exit, which knows code and signal, may follow the loss of the channel, which knows neither. */
const exitAfterDisconnectMs = 200

/** Closing it cuts the channel; the process then ends itself. */
export function forkedProcessTransport(child: ForkedProcess): Transport {
  const closing = new Closing()
  child.on('error', (error) => closing.close(`the process failed: ${(error as Error).message}`))
  child.on('exit', (code, signal) =>
    closing.close(signal ? `the process was ended by ${signal}` : `the process ended with code ${code}`),
  )
  child.on('disconnect', () => {
    setTimeout(() => closing.close('the process cut the channel'), exitAfterDisconnectMs)
  })
  return transport(closing, {
    send: (message) => void child.send(message, ignoreLostMessage),
    listen: (listener) => child.on('message', listener),
    close: () => (child.connected ? child.disconnect() : undefined),
  })
}

/** Closing it ends the process, which has no other way to learn of it. */
export function utilityProcessTransport(child: UtilityProcess): Transport {
  const closing = new Closing()
  child.on('exit', (code) => closing.close(`the process ended with code ${code}`))
  return transport(closing, {
    send: (message) => child.postMessage(message),
    listen: (listener) => child.on('message', listener),
    close: () => void child.kill(),
  })
}

/** The way from a started process to the one that started it, in either host. */
export function parentTransport(self: StartedProcess): Transport {
  const closing = new Closing()
  const { parentPort } = self
  if (parentPort) {
    return transport(closing, {
      send: (message) => parentPort.postMessage(message),
      listen: (listener) => parentPort.on('message', (event) => listener((event as { data: unknown }).data)),
      close: () => undefined,
    })
  }
  self.on('disconnect', () => closing.close('the process that started this one is gone'))
  return transport(closing, {
    send: (message) => void self.send?.(message, undefined, undefined, ignoreLostMessage),
    listen: (listener) => self.on('message', listener),
    close: () => (self.connected ? self.disconnect?.() : undefined),
  })
}

/** A message that meets a dead channel needs no report of its own: the end of the channel follows. */
function ignoreLostMessage(): void {}
