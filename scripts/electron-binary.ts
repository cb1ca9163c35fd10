import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { root } from './root.ts'
import { runQuietly } from './run.ts'

const stallLimitMs = 20_000
const installLimitMs = 5 * 60_000
/** For how long a failed install is not tried again. */
const rememberFailureMs = 24 * 60 * 60 * 1000
const failureNote = join(root, 'out/electron-not-installed')

export type ElectronBinary = { path: string } | { missing: string }

/** Where Electron's program is, without looking for it anywhere but here: importing the package would download it. */
export async function installedElectron(): Promise<string | null> {
  if (process.env.ELECTRON_OVERRIDE_DIST_PATH) {
    const name = process.platform === 'win32' ? 'electron.exe' : 'electron'
    return existing(join(process.env.ELECTRON_OVERRIDE_DIST_PATH, name))
  }
  const folder = join(root, 'node_modules/electron')
  const relative = await readFile(join(folder, 'path.txt'), 'utf8').catch(() => null)
  return relative === null ? null : existing(join(folder, 'dist', relative))
}

/** The program, installed now if need be; else one sentence that says why there is none. */
export async function electronBinary(): Promise<ElectronBinary> {
  const installed = await installedElectron()
  if (installed !== null) return { path: installed }
  const known = await recentFailure()
  if (known !== null) return { missing: known }
  console.error('Fetching Electron (about 120 MB, once) …')
  const { reason, final } = await install()
  const path = await installedElectron()
  if (path !== null) return { path }
  if (final) await writeFile(failureNote, reason)
  return { missing: reason }
}

/** Why there is no program afterwards; a network that was only slow may do better the next time. */
async function install(): Promise<{ reason: string; final: boolean }> {
  // In a folder of its own, so that one can see whether anything comes.
  const folder = join(root, 'out/electron-download')
  await mkdir(folder, { recursive: true })
  const stalled = new AbortController()
  const watch = watchGrowth([folder, join(root, 'node_modules/electron/dist')], () => stalled.abort())
  const signal = AbortSignal.any([stalled.signal, AbortSignal.timeout(installLimitMs)])
  try {
    const { code, output } = await runQuietly([join(root, 'node_modules/electron/install.js')], {
      signal,
      env: { ...process.env, TMPDIR: folder, TEMP: folder, TMP: folder },
    })
    if (stalled.signal.aborted)
      return { reason: `its download stood still for ${stallLimitMs / 1000} seconds`, final: false }
    if (signal.aborted) return { reason: `its download took over ${installLimitMs / 60_000} minutes`, final: false }
    const reason = code === 0 ? 'its program is incomplete' : `its download failed (${firstLine(output)})`
    return { reason, final: true }
  } finally {
    clearInterval(watch)
    await rm(folder, { recursive: true, force: true })
  }
}

/** Calls `onStall` when the folders together have not grown for a while. */
function watchGrowth(folders: string[], onStall: () => void): NodeJS.Timeout {
  let bytes = 0
  let grown = Date.now()
  return setInterval(() => {
    void Promise.all(folders.map(bytesIn)).then((sizes) => {
      const now = sizes.reduce((sum, size) => sum + size, 0)
      if (now !== bytes) grown = Date.now()
      bytes = now
      if (Date.now() - grown >= stallLimitMs) onStall()
    })
  }, 1000)
}

async function bytesIn(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => [])
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  const sizes = await Promise.all(
    files.map((file) =>
      stat(file).then(
        ({ size }) => size,
        () => 0,
      ),
    ),
  )
  return sizes.reduce((sum, size) => sum + size, 0)
}

async function recentFailure(): Promise<string | null> {
  const note = await stat(failureNote).catch(() => null)
  if (note === null) return null
  if (Date.now() - note.mtimeMs < rememberFailureMs) return readFile(failureNote, 'utf8')
  await rm(failureNote)
  return null
}

/** "TypeError: fetch failed" is what Node says of a network that is not there. */
function firstLine(output: string): string {
  const [line] = output.trim().split('\n', 1)
  return line.replace(/^\w*Error: /, '').replace(/[.:]$/, '') || 'no reason was given'
}

function existing(path: string): string | null {
  return existsSync(path) ? path : null
}
