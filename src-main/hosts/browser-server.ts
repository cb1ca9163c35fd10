import { randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { WebSocketServer } from 'ws'
import { AppError } from '#learn/app-error.ts'
import type { Transport } from '#rpc/transport.ts'
import { webSocketTransport } from '#rpc/transports/web-socket.ts'
import { createRequestGuard } from './request-guard.ts'
import type { GuardedRequest, RequestGuard } from './request-guard.ts'
import { readStaticFiles, securityHeaders } from './static-files.ts'
import type { StaticFiles } from './static-files.ts'

export interface BrowserServer {
  /** Where the page is, with the token that opens it. */
  readonly address: string
  close(): Promise<void>
}

/** The page sends uploads in frames of 1 MiB; nothing it sends is larger. */
const largestMessageBytes = 4 * 1024 * 1024

/** Serves the built page and one socket per page, on this machine only. `port` 0 takes a free one. */
export async function startBrowserServer(options: {
  rendererFolder: string
  port: number
  serve(transport: Transport): void
}): Promise<BrowserServer> {
  const files = await readStaticFiles(options.rendererFolder)
  const token = randomBytes(24).toString('base64url')
  const server = createServer()
  const port = await new Promise<number>((listening, failed) => {
    server.once('error', (error: NodeJS.ErrnoException) => failed(asAppError(error, options.port)))
    server.listen(options.port, '127.0.0.1', () => listening((server.address() as AddressInfo).port))
  })
  const guard = createRequestGuard({ port, token })
  const sockets = new WebSocketServer({ noServer: true, maxPayload: largestMessageBytes, perMessageDeflate: false })

  server.on('request', (request, response) => answer(request, response, guard, files))
  server.on('upgrade', (request: IncomingMessage, stream: Duplex, head: Buffer) => {
    stream.on('error', () => stream.destroy())
    const { path, guarded } = read(request)
    const refusal = guard.socket(guarded)
    if (path !== '/socket') return refuse(stream, '404 Not Found')
    if (refusal) return refuse(stream, '403 Forbidden')
    sockets.handleUpgrade(request, stream, head, (socket) => options.serve(webSocketTransport(socket)))
  })

  return {
    address: `http://127.0.0.1:${port}/?token=${token}`,
    async close() {
      for (const socket of sockets.clients) socket.terminate()
      const closed = new Promise((done) => server.close(done))
      server.closeAllConnections()
      await closed
    },
  }
}

function answer(request: IncomingMessage, response: ServerResponse, guard: RequestGuard, files: StaticFiles): void {
  const { path, guarded } = read(request)
  const refusal = path === '/' ? guard.page(guarded) : guard.asset(guarded)
  const file = files.get(path)
  if (refusal || !file) {
    const { status, reason } = refusal ?? { status: 404, reason: 'There is nothing here.' }
    const allow = status === 405 ? { allow: 'GET, HEAD' } : {}
    response.writeHead(status, { ...securityHeaders, ...allow, 'content-type': 'text/plain; charset=utf-8' })
    response.end(guarded.method === 'HEAD' ? undefined : `${reason}\n`)
    return
  }
  const cookie = path === '/' ? { 'set-cookie': guard.cookie } : {}
  response.writeHead(200, { ...file.headers, ...cookie, 'content-length': file.bytes.length })
  response.end(guarded.method === 'HEAD' ? undefined : file.bytes)
}

/** The path stays as it was sent: decoding or resolving it is what directory escapes live on. */
function read({ url = '', method = '', headers }: IncomingMessage): { path: string; guarded: GuardedRequest } {
  const [path, query] = url.split('?', 2)
  const token = new URLSearchParams(query).get('token')
  return { path, guarded: { method, host: headers.host, origin: headers.origin, token, cookies: headers.cookie } }
}

function refuse(stream: Duplex, status: string): void {
  stream.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
}

function asAppError(error: NodeJS.ErrnoException, port: number): AppError {
  if (error.code === 'EADDRINUSE') {
    return new AppError('invalid-argument', `Port ${port} is in use.`, {
      hint: 'Give another one, or leave out --port.',
    })
  }
  return new AppError('internal', `Port ${port} cannot be opened: ${error.message}.`, { cause: error })
}
