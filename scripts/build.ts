import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { buildSimd } from './build-simd.ts'
import { root } from './root.ts'
import { runQuietly } from './run.ts'
import { fingerprint, writeStamp } from './staleness.ts'

/** Everything into out/. Silent; rejects with what the tools printed. */
export async function build(): Promise<void> {
  const sources = await fingerprint(root)
  await removeOldBundles()
  const parts = await Promise.allSettled([buildSimd(), buildBundles()])
  const faults = parts.filter((part) => part.status === 'rejected').map((part) => (part.reason as Error).message)
  if (faults.length > 0) throw new Error(faults.join('\n'))
  await writeStamp(root, sources)
}

/** Chunks carry a hash in their name and would pile up. The compiled SIMD routines look after themselves. */
async function removeOldBundles(): Promise<void> {
  const folder = join(root, 'out/main')
  const names = await readdir(folder).catch(() => [])
  const old = names.filter((name) => name !== 'simd')
  await Promise.all(old.map((name) => rm(join(folder, name), { recursive: true, force: true })))
}

async function buildBundles(): Promise<void> {
  const electronVite = join(root, 'node_modules/electron-vite/bin/electron-vite.js')
  const { code, output } = await runQuietly([electronVite, 'build', '--logLevel', 'warn'])
  if (code !== 0) throw new Error(output)
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await build().catch((error: Error) => {
    console.error(error.message)
    process.exitCode = 1
  })
}
