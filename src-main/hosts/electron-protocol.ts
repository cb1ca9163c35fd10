import { bundleHost, scheme } from './electron-security.ts'
import { securityHeaders } from './static-files.ts'
import type { StaticFiles } from './static-files.ts'

/** Before `ready`: makes `app:` a scheme like https, with an origin, storage and a secure context. */
export const privilegedSchemes = [
  { scheme, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
]

/** Answers `app://bundle/…` from the list of built files. There is no way from a request to the disk. */
export function createBundleHandler(files: StaticFiles): (request: Request) => Response {
  return ({ method, url }) => {
    const { host, pathname } = new URL(url)
    if (method !== 'GET' && method !== 'HEAD') return refusal(405, { allow: 'GET, HEAD' })
    const file = host === bundleHost ? files.get(pathname) : undefined
    if (!file) return refusal(404)
    return new Response(method === 'HEAD' ? null : file.bytes, { headers: file.headers })
  }
}

function refusal(status: number, headers: Record<string, string> = {}): Response {
  return new Response(null, { status, headers: { ...securityHeaders, ...headers } })
}
