import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type * as Electron from 'electron'
import { app } from './app.ts'

type Answer = (request: Request) => Response | Promise<Response>
const handlers = new Map<string, Answer>()
let schemes: Electron.CustomScheme[] | null = null

export const protocol = {
  registerSchemesAsPrivileged(customSchemes: Electron.CustomScheme[]): void {
    app.mustNotBeReady('protocol.registerSchemesAsPrivileged')
    if (schemes) throw new Error('protocol.registerSchemesAsPrivileged may be called only once')
    schemes = customSchemes
  },
  handle(scheme: string, handler: Answer): void {
    app.mustBeReady('protocol.handle')
    if (handlers.has(scheme)) throw new Error(`Failed to register protocol: ${scheme}`)
    handlers.set(scheme, handler)
  },
  unhandle: (scheme: string) => void handlers.delete(scheme),
  isProtocolHandled: (scheme: string) => handlers.has(scheme),
} satisfies Pick<typeof Electron.protocol, 'registerSchemesAsPrivileged' | 'handle' | 'unhandle' | 'isProtocolHandled'>

/** The origin that stands for `app://bundle` in Chromium, which does not know the scheme: the handler behind a server. */
const ours = 'app://bundle'
const server = createServer(async (request, response) => {
  try {
    const handler = handlers.get('app')
    if (!handler) throw new Error('net::ERR_UNKNOWN_URL_SCHEME')
    const answer = await handler(new Request(ours + request.url, { method: request.method }))
    response.writeHead(answer.status, Object.fromEntries(answer.headers))
    response.end(Buffer.from(await answer.arrayBuffer()))
  } catch (error) {
    response.writeHead(500).end(String(error))
  }
})
await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
server.unref()
const loopback = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

const swap = (address: string, from: string, to: string) =>
  address === from || address.startsWith(`${from}/`) ? to + address.slice(from.length) : address
export const toLoopback = (address: string): string => swap(address, ours, loopback)
export const fromLoopback = (address: string): string => swap(address, loopback, ours)
