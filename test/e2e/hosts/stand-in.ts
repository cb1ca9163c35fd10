import { join } from 'node:path'
import { launchStandIn } from '../../stand-in/launch.ts'
import type { StandInProcess } from '../../stand-in/launch.ts'
import { outFolder, ownDataFolder } from './launched.ts'
import type { LaunchOptions, Launched } from './launched.ts'

/** The bundles that go into the package, in the stand-in for Electron. */
export async function launch(options: LaunchOptions = {}): Promise<Launched & { app: StandInProcess }> {
  const { folder, remove } = await ownDataFolder(options)
  const app = await launchStandIn({
    main: join(outFolder, 'main/index.js'),
    args: options.files,
    env: { DIGIT_WORKBENCH_HOME: folder },
  })
  const close = async () => {
    await app.close()
    await remove()
  }
  try {
    const page = await app.firstWindow()
    await page.setViewportSize({ width: 1280, height: 800 })
    return { app, page, dataFolder: folder, close }
  } catch (error) {
    await close()
    throw error
  }
}
