import { readdir, readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'

export interface StaticFile {
  bytes: Uint8Array<ArrayBuffer>
  headers: Record<string, string>
}

/** Path of a request, exactly as sent ('/', '/assets/index-1a2b.js'), to its answer. What is not in here does not exist. */
export type StaticFiles = ReadonlyMap<string, StaticFile>

const mimeTypes: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
}

/** Also for Electron's app:// protocol. `unsafe-inline` for style attributes; no WebAssembly: the page does not compute. */
export const contentSecurityPolicy =
  "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' blob: data:; font-src 'self'; " +
  "connect-src 'self'; worker-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'"

export const securityHeaders: Record<string, string> = {
  'content-security-policy': contentSecurityPolicy,
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), usb=(), serial=(), hid=()',
}

/**
 * Reads the built renderer, all of it. Requests are then looked up in this list and never meet the file system, so no
 * spelling of `..` can leave the folder. The page itself answers to '/' alone.
 */
export async function readStaticFiles(folder: string): Promise<StaticFiles> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  return new Map(
    await Promise.all(
      files.map(async (path): Promise<[string, StaticFile]> => {
        const name = path.slice(folder.length).replaceAll('\\', '/')
        const type = mimeTypes[extname(path)] ?? 'application/octet-stream'
        const headers = { ...securityHeaders, 'content-type': type, 'cache-control': 'no-cache' }
        return [name === '/index.html' ? '/' : name, { bytes: new Uint8Array(await readFile(path)), headers }]
      }),
    ),
  )
}
