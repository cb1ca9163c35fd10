import { spawn } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { launchChromium } from '../chromium.ts'
import { outFolder, ownDataFolder } from './launched.ts'
import type { LaunchOptions, Launched } from './launched.ts'

const startLimitMs = 20_000

/** The browser host as a person starts it, opened in headless Chromium. */
export async function launch(options: LaunchOptions = {}): Promise<Launched & { server: ChildProcess }> {
  const { folder, remove } = await ownDataFolder(options)
  const server = spawn(process.execPath, [join(outFolder, 'main/server.js'), '--no-open', ...(options.files ?? [])], {
    env: { ...process.env, DIGIT_WORKBENCH_HOME: folder },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exited = once(server, 'exit')
  const browser = await launchChromium()
  const close = async () => {
    await browser.close()
    if (server.exitCode === null && server.signalCode === null) {
      server.kill('SIGTERM')
      await exited
    }
    await remove()
  }
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
    await page.goto(await addressOf(server))
    return { server, page, dataFolder: folder, close }
  } catch (error) {
    await close()
    throw error
  }
}

/** The first line that it prints. */
async function addressOf(server: ChildProcess): Promise<string> {
  const late = AbortSignal.timeout(startLimitMs)
  let printed = ''
  while (!printed.includes('\n')) {
    if (server.exitCode !== null) throw new Error('The browser host ended before it said its address.')
    if (!server.stdout) throw new Error('The browser host has no standard output.')
    const [bytes] = (await once(server.stdout, 'data', { signal: late })) as [Buffer]
    printed += bytes.toString()
  }
  return printed.split('\n')[0]
}
