import { existsSync } from 'node:fs'
import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { root } from './root.ts'
import { runQuietly } from './run.ts'

const installLimitMs = 20_000
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
  const missing = await install()
  const path = await installedElectron()
  if (path !== null) return { path }
  await mkdir(join(root, 'out'), { recursive: true })
  await writeFile(failureNote, missing)
  return { missing }
}

async function install(): Promise<string> {
  const limit = AbortSignal.timeout(installLimitMs)
  const { code, output } = await runQuietly([join(root, 'node_modules/electron/install.js')], { signal: limit })
  if (limit.aborted) return `its program could not be downloaded within ${installLimitMs / 1000} seconds`
  return code === 0 ? 'its program is incomplete' : `its program could not be downloaded (${firstLine(output)})`
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
