import { execFile, execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { chromium } from 'playwright-core'
import type { Browser, LaunchOptions } from 'playwright-core'

/** The headless browser of the tests, started with nothing that would weaken its security but the missing OS sandbox. */
export async function launchChromium(options: LaunchOptions = {}): Promise<Browser> {
  const found = await chromiumOptions()
  return chromium.launch({ ...found, ...options, args: [...(found.args ?? []), ...(options.args ?? [])] })
}

/** On Linux x64 the one from npm, which brings the libraries that a bare machine lacks; elsewhere an installed one. */
export async function chromiumOptions(): Promise<LaunchOptions> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return { channel: installedChannel() }
  const folder = await unpacked()
  const executablePath = join(folder, 'chromium')
  return { executablePath, args: ['--no-sandbox'], env: { ...process.env, ...missingParts(folder, executablePath) } }
}

function installedChannel(): string {
  if (process.env.DIGIT_WORKBENCH_BROWSER) return process.env.DIGIT_WORKBENCH_BROWSER
  return process.platform === 'win32' ? 'msedge' : 'chrome'
}

/** Unpacks in another process, because the package knows no target but the folder for temporary files. */
const unpacker = `
  import { dirname, join } from 'node:path'
  import { fileURLToPath } from 'node:url'
  import chromium, { inflate } from '@sparticuz/chromium'
  const packed = join(dirname(fileURLToPath(import.meta.resolve('@sparticuz/chromium'))), '../bin')
  await Promise.all([chromium.executablePath(packed), inflate(join(packed, 'al2023.tar.br'))])
`

/** Several test processes may come at once: each unpacks into a folder of its own, and the first to finish wins. */
async function unpacked(): Promise<string> {
  const entry = fileURLToPath(import.meta.resolve('@sparticuz/chromium'))
  const cache = join(dirname(entry), '../../../.cache/digit-workbench')
  const target = resolve(cache, 'chromium')
  if (existsSync(join(target, 'complete'))) return target
  await mkdir(cache, { recursive: true })
  const own = await mkdtemp(join(cache, 'unpacking-'))
  await promisify(execFile)(process.execPath, ['--input-type=module', '--eval', unpacker], {
    cwd: import.meta.dirname,
    env: { ...process.env, TMPDIR: own },
  })
  await writeFile(join(own, 'complete'), '')
  await writeFile(join(own, 'fonts.conf'), fontConfiguration(target))
  await rename(own, target).catch(async (error: unknown) => {
    await rm(own, { recursive: true })
    if (!existsSync(join(target, 'complete'))) throw error
  })
  return target
}

/** A bare Debian has neither NSS nor fonts. What is there is left alone: the machine's own parts fit it better. */
function missingParts(folder: string, executablePath: string): Record<string, string> {
  const parts: Record<string, string> = {}
  const libraries = execFileSync('ldd', [executablePath], { encoding: 'utf8' })
  if (libraries.includes('not found')) {
    const own = join(folder, 'al2023/lib')
    parts.LD_LIBRARY_PATH = process.env.LD_LIBRARY_PATH ? `${own}:${process.env.LD_LIBRARY_PATH}` : own
  }
  if (!existsSync('/etc/fonts/fonts.conf')) parts.FONTCONFIG_FILE = join(folder, 'fonts.conf')
  return parts
}

function fontConfiguration(folder: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${join(folder, 'fonts')}</dir>
  <cachedir>${join(folder, 'fonts-cache')}</cachedir>
</fontconfig>
`
}
