import { setImmediate } from 'node:timers/promises'
import { growTo, workspaceOffset } from './shared-memory.ts'

const systemPage = 4096
const atOnce = 2 ** 21

/**
 * Has the system hand out this much of the workspace before it is needed, a little at a time so that the thread hears its messages, until `enough`.
 * The first touch of a page can cost as much as computing what it holds. No fit may be running.
 */
export async function readyMemory(memory: WebAssembly.Memory, bytes: number, enough: () => boolean): Promise<void> {
  for (let done = memory.buffer.byteLength - workspaceOffset; done < bytes && !enough(); done += atOnce) {
    growTo(memory, workspaceOffset + Math.min(bytes, done + atOnce))
    const grown = new Uint8Array(memory.buffer, workspaceOffset + done)
    for (let at = 0; at < grown.length; at += systemPage) grown[at] = 0
    await setImmediate()
  }
}
