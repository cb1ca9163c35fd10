import { createHash, timingSafeEqual } from 'node:crypto'

/** What the guard looks at, in a page request and in a socket request alike. */
export interface GuardedRequest {
  method: string
  host: string | undefined
  origin: string | undefined
  token: string | null
  cookies: string | undefined
}

/** null: let it in. */
export type Refusal = { status: 403 | 405; reason: string } | null

export interface RequestGuard {
  /** Style sheets, scripts, pictures: public, but only for our own page. */
  asset(request: GuardedRequest): Refusal
  page(request: GuardedRequest): Refusal
  socket(request: GuardedRequest): Refusal
  /** For `Set-Cookie` with the first page, so that a reload needs no token in the address. */
  readonly cookie: string
}

/** Who may talk to a server on this machine. Each check stops one attack; `test/hosts` carries out all of them. */
export function createRequestGuard({ port, token }: { port: number; token: string }): RequestGuard {
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`]
  const cookieName = `digit-workbench-${port}`
  // Cookies do not know ports: another server on 127.0.0.1 gets to see this one. So it is not the token, and it opens
  // the page, which holds no data, and never the socket.
  const pageKey = createHash('sha256').update(`page ${token}`).digest('base64url')

  const asset = ({ method, host, origin }: GuardedRequest): Refusal => {
    if (method !== 'GET' && method !== 'HEAD') return { status: 405, reason: 'Only GET and HEAD are answered.' }
    // DNS rebinding: evil.example is made to resolve to 127.0.0.1, so the browser takes our answers for evil.example's
    // own. The Host header still names evil.example.
    if (host === undefined || !hosts.includes(host)) return { status: 403, reason: 'Not a name of this server.' }
    // A page of another site, or of another port of this machine, sends requests: the browser names it in Origin.
    // Requests of our own page, and typed addresses, may come without.
    if (origin !== undefined && origin !== `http://${host}`) return { status: 403, reason: 'Not from this page.' }
    return null
  }

  return {
    asset,
    page(request) {
      // Another user of this machine, who can reach the port but has not seen the address that was printed.
      const known = sameText(request.token, token) || sameText(cookieOf(request.cookies, cookieName), pageKey)
      return asset(request) ?? (known ? null : { status: 403, reason: 'Open the address that the program printed.' })
    },
    socket(request) {
      // The same-origin policy does not hold for WebSockets: any page may open one to us, with our cookies. Origin
      // stops those in browsers, the token also programs that send no Origin.
      return asset(request) ?? (sameText(request.token, token) ? null : { status: 403, reason: 'Wrong token.' })
    },
    cookie: `${cookieName}=${pageKey}; Path=/; HttpOnly; SameSite=Strict`,
  }
}

/** In constant time, so that the time of a refusal does not tell how many characters were right. */
function sameText(given: string | null, expected: string): boolean {
  if (given === null) return false
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(given), digest(expected))
}

function cookieOf(header: string | undefined, name: string): string | null {
  const pair = header?.split(/; */).find((text) => text.startsWith(`${name}=`))
  return pair === undefined ? null : pair.slice(name.length + 1)
}
