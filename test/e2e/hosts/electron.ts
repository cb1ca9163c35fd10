import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { _electron } from 'playwright-core'
import { ownDataFolder } from './launched.ts'
import type { LaunchOptions, Launched } from './launched.ts'

const root = join(import.meta.dirname, '../../..')

/** Written by Electron's installer. Without it, merely importing the package starts a download. */
export const electronIsInstalled = existsSync(join(root, 'node_modules/electron/path.txt'))

/** A real Electron, with its sandbox on: Playwright would switch it off on Linux. */
export async function launch(options: LaunchOptions = {}): Promise<Launched> {
  if (!electronIsInstalled) throw new Error('Electron is not installed here; run `npx install-electron` first.')
  const { folder, remove } = await ownDataFolder(options)
  const app = await _electron.launch({
    cwd: root,
    args: ['.', ...(options.files ?? [])],
    env: { ...(process.env as Record<string, string>), DIGIT_WORKBENCH_HOME: folder },
    chromiumSandbox: true,
  })
  const close = async () => {
    await app.close()
    await remove()
  }
  return { page: await app.firstWindow(), dataFolder: folder, close }
}
