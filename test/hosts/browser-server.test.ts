import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { request } from 'node:http'
import type { IncomingHttpHeaders } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { startBrowserServer } from '#hosts/browser-server.ts'
import type { BrowserServer } from '#hosts/browser-server.ts'
import { createPeer } from '#rpc/peer.ts'
import { webSocketTransport } from '#rpc/transports/web-socket.ts'

interface Answer {
  status: number
  headers: IncomingHttpHeaders
  body: string
}

let folder: string
let server: BrowserServer
let port: number
let token: string
let served = 0

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'browser-server-'))
  await mkdir(join(folder, 'renderer/assets'), { recursive: true })
  await writeFile(join(folder, 'secret.txt'), 'secret')
  await writeFile(join(folder, 'renderer/index.html'), '<!doctype html><title>the page</title>')
  await writeFile(join(folder, 'renderer/assets/index-1a2b.js'), 'export {}')
  server = await startBrowserServer({
    rendererFolder: join(folder, 'renderer'),
    port: 0,
    serve(transport) {
      served++
      createPeer(transport).serve<{ hello(): string }>({ hello: () => 'here I am' })
    },
  })
  const address = new URL(server.address)
  port = Number(address.port)
  token = address.searchParams.get('token') ?? ''
})
afterAll(async () => {
  await server.close()
  await rm(folder, { recursive: true })
})

/** Sends the path as it stands: `fetch` and `URL` would tidy up the attack. */
function ask(path: string, options: { method?: string; headers?: Record<string, string> } = {}): Promise<Answer> {
  return new Promise((done, failed) => {
    const asked = request({ host: '127.0.0.1', port, path, agent: false, ...options }, (response) => {
      let body = ''
      response.on('data', (text: Buffer) => (body += text.toString()))
      response.on('end', () => done({ status: response.statusCode ?? 0, headers: response.headers, body }))
    })
    asked.on('error', failed)
    asked.end()
  })
}

/** 'open', or the status of the refusal. */
function knock(path: string, headers: Record<string, string> = {}): Promise<'open' | number> {
  return new Promise((done, failed) => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`, { headers })
    socket.on('open', () => (socket.terminate(), done('open')))
    socket.on('unexpected-response', (_request, { statusCode }) => (socket.terminate(), done(statusCode ?? 0)))
    socket.on('error', failed)
  })
}

const page = () => `/?token=${token}`
const socketPath = () => `/socket?token=${token}`
const origin = () => `http://127.0.0.1:${port}`

describe('the page', () => {
  it('opens with the printed address, on the loopback interface alone', async () => {
    expect(server.address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\?token=[\w-]{32}$/)
    const { status, body, headers } = await ask(page())
    expect(status).toBe(200)
    expect(body).toContain('the page')
    expect(headers['content-type']).toBe('text/html; charset=utf-8')
  })

  it('comes with the policy that lets it load nothing from elsewhere', async () => {
    const { headers } = await ask(page())
    expect(headers['content-security-policy']).toBe(
      "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' blob: data:; font-src 'self'; connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'",
    )
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
    })
  })

  it('stays shut without the token, and with a wrong one', async () => {
    expect((await ask('/')).status).toBe(403)
    expect((await ask('/?token=')).status).toBe(403)
    expect((await ask(`/?token=${token.slice(1)}`)).status).toBe(403)
    expect((await ask(`/?token=${token}x`)).body).not.toContain('the page')
  })

  it('can be reloaded by its cookie, which is not the token and opens no socket', async () => {
    const cookie = (await ask(page())).headers['set-cookie']?.[0] ?? ''
    expect(cookie).toMatch(/; HttpOnly; SameSite=Strict$/)
    expect(cookie).not.toContain(token)
    const headers = { cookie: `other=1; ${cookie.split(';')[0]}` }
    expect((await ask('/', { headers })).status).toBe(200)
    expect(await knock('/socket', headers)).toBe(403)
    const value = cookie.split(';')[0].split('=')[1]
    expect(await knock(`/socket?token=${value}`)).toBe(403)
  })

  it('brings its assets with their types', async () => {
    const { status, headers, body } = await ask('/assets/index-1a2b.js')
    expect([status, headers['content-type'], body]).toEqual([200, 'text/javascript; charset=utf-8', 'export {}'])
  })

  it('answers HEAD without a body, and nothing but GET and HEAD', async () => {
    const head = await ask(page(), { method: 'HEAD' })
    expect([head.status, head.body]).toEqual([200, ''])
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH']) {
      const { status, headers } = await ask(page(), { method })
      expect([method, status, headers.allow]).toEqual([method, 405, 'GET, HEAD'])
    }
  })
})

describe('attacks on the page', () => {
  it.each(['evil.example', 'evil.example:PORT', '127.0.0.1', '127.0.0.1:1', 'localhost.evil.example:PORT'])(
    'refuses DNS rebinding with the Host "%s"',
    async (host) => {
      const headers = { host: host.replace('PORT', String(port)) }
      expect((await ask(page(), { headers })).status).toBe(403)
      expect((await ask('/assets/index-1a2b.js', { headers })).status).toBe(403)
    },
  )

  it('refuses requests of other origins, other ports of this machine among them', async () => {
    for (const foreign of ['http://evil.example', 'null', `https://127.0.0.1:${port}`, 'http://127.0.0.1:1']) {
      expect((await ask(page(), { headers: { origin: foreign } })).status).toBe(403)
    }
    expect((await ask(page(), { headers: { origin: origin() } })).status).toBe(200)
  })

  it.each([
    '/../secret.txt',
    '/..%2fsecret.txt',
    '/%2e%2e/secret.txt',
    '/%2e%2e%2fsecret.txt',
    '/assets/../../secret.txt',
    '/assets/..%2f..%2fsecret.txt',
    '/assets/..\\..\\secret.txt',
    '/assets/..%5c..%5csecret.txt',
    '/assets/%252e%252e/%252e%252e/secret.txt',
    '/assets%2findex-1a2b.js',
    '/assets/index-1a2b.js%00.html',
    '/assets/index-1a2b.js/',
    '//assets/index-1a2b.js',
    '/etc/passwd',
    '//etc/passwd',
    'http://evil.example/',
    '/assets/',
    '/assets',
    '/index.html',
    '/no/such/place',
    '/__proto__',
  ])('answers 404 to %s', async (path) => {
    const { status, body } = await ask(path)
    expect(status).toBe(404)
    expect(body).not.toMatch(/secret|root:|the page/)
  })

  it('survives an absolute path of the disk and a NUL byte in the request line', async () => {
    expect((await ask(join(folder, 'secret.txt'))).status).toBe(404)
    const raw = await new Promise<string>((done) => {
      const wire = connect(port, '127.0.0.1', () => wire.write(`GET /\0 HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n\r\n`))
      let text = ''
      wire.on('data', (bytes) => (text += bytes.toString()))
      wire.on('close', () => done(text))
    })
    expect(raw).toMatch(/^HTTP\/1\.1 400/)
    expect((await ask(page())).status).toBe(200)
  })
})

describe('the socket', () => {
  it('opens for our own page, and once more for a second tab', async () => {
    expect(await knock(socketPath(), { origin: origin() })).toBe('open')
    const tabs = [0, 1].map(() => new WebSocket(`ws://127.0.0.1:${port}${socketPath()}`, { origin: origin() }))
    await Promise.all(tabs.map((tab) => new Promise((done) => tab.on('open', done))))
    const remotes = tabs.map((tab) => createPeer(webSocketTransport(tab)).remote<{ hello(): string }>())
    expect(await Promise.all(remotes.map((remote) => remote.hello()))).toEqual(['here I am', 'here I am'])
    tabs.forEach((tab) => tab.terminate())
  })

  it('refuses pages of other sites, even if they knew the token', async () => {
    for (const foreign of ['http://evil.example', 'null', 'http://127.0.0.1:1', `http://localhost:${port}`]) {
      expect(await knock(socketPath(), { origin: foreign })).toBe(403)
    }
  })

  it('refuses a missing, empty or wrong token, with our Origin and without any', async () => {
    for (const path of ['/socket', '/socket?token=', `/socket?token=${token.slice(0, -1)}`, '/socket?token=x']) {
      expect(await knock(path, { origin: origin() })).toBe(403)
      expect(await knock(path)).toBe(403)
    }
  })

  it('refuses DNS rebinding', async () => {
    expect(await knock(socketPath(), { host: `evil.example:${port}`, origin: `http://evil.example:${port}` })).toBe(403)
  })

  it('is found at its own path alone', async () => {
    expect(await knock(page(), { origin: origin() })).toBe(404)
  })

  it.each([
    ['a text frame', '{"type":"call","id":1,"name":"hello"}', 1003],
    ['bytes that are no MessagePack', Buffer.from([0xc1, 0xff]), 1007],
    ['a frame that is no message', Buffer.from([0x2a]), 1007],
    ['a frame larger than any upload', Buffer.alloc(5 * 1024 * 1024), 1009],
  ])('is closed by %s', async (_what, frame, code) => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}${socketPath()}`, { origin: origin() })
    socket.on('open', () => socket.send(frame))
    expect(await new Promise((done) => socket.on('close', done))).toBe(code)
    expect(await knock(socketPath(), { origin: origin() })).toBe('open')
  })

  it('lets no refused caller reach the core', async () => {
    const before = served
    await knock('/socket')
    await knock(socketPath(), { origin: 'http://evil.example' })
    expect(served).toBe(before)
  })
})

describe('the server', () => {
  it('says in one sentence that its port is taken', async () => {
    const second = startBrowserServer({ rendererFolder: join(folder, 'renderer'), port, serve: () => undefined })
    await expect(second).rejects.toMatchObject({ code: 'invalid-argument', message: `Port ${port} is in use.` })
  })

  it('ends with its sockets when it is closed', async () => {
    const other = await startBrowserServer({
      rendererFolder: join(folder, 'renderer'),
      port: 0,
      serve: () => undefined,
    })
    const { host, search } = new URL(other.address)
    const socket = new WebSocket(`ws://${host}/socket${search}`)
    await new Promise((done) => socket.on('open', done))
    const closed = new Promise((done) => socket.on('close', done))
    await other.close()
    await closed
  })
})
