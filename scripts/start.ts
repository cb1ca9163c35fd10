import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { buildIfStale } from './build-if-stale.ts'
import { electronBinary } from './electron-binary.ts'
import type { ElectronBinary } from './electron-binary.ts'
import { root } from './root.ts'
import { runInForeground } from './run.ts'

/** Whether a window can be shown here: on macOS and Windows always, elsewhere with an X or Wayland server. */
const hasDisplay =
  process.platform === 'darwin' ||
  process.platform === 'win32' ||
  Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)

await buildIfStale()
const electron: ElectronBinary = hasDisplay ? await electronBinary() : { missing: 'there is no display here' }
const hint = hasDisplay ? ' To try again: npx install-electron' : ''

if ('path' in electron) {
  // --port and --no-open are for the browser; only the files go on.
  const { positionals } = parseArgs({ options: { port: { type: 'string' } }, allowPositionals: true, strict: false })
  const files = positionals.map((file) => resolve(file))
  process.exitCode = await runInForeground(electron.path, [root, ...files])
} else {
  console.error(
    `Electron is not used, because ${electron.missing}; Digit Workbench runs in your browser instead.${hint}`,
  )
  const server = join(root, 'out/main/server.js')
  process.exitCode = await runInForeground(process.execPath, [server, ...process.argv.slice(2)])
}
