import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { contentSecurityPolicy } from '#hosts/static-files.ts'
import { launch } from '../e2e/hosts/stand-in.ts'
import { outFolder } from '../e2e/hosts/launched.ts'
import type { StandInProcess } from '../stand-in/launch.ts'

// The bundles that go into the package, in the stand-in for Electron.

if (!existsSync(join(outFolder, 'main/index.js')))
  throw new Error('These tests need the bundles: run `npm run build` first.')

let app: StandInProcess
let page: Page
let dataFolder: string
let files: string
let close: () => Promise<void>

beforeAll(async () => {
  files = await mkdtemp(join(tmpdir(), 'digit-files-'))
  await writeFile(
    join(files, 'two.csv'),
    `${[7, 1].map((label) => [label, ...Array<number>(784).fill(9)].join(',')).join('\n')}\n`,
  )
  await writeFile(join(files, 'broken.csv'), '5,1,2,3\n')
  ;({ app, page, dataFolder, close } = await launch())
})

afterAll(async () => {
  await close?.()
  await rm(files, { recursive: true, force: true })
})

/** One call of the page to the core, over the bridge, as the page would make it. */
function call(name: string, argument?: unknown): Promise<{ type: string; value?: unknown; error?: { code: string } }> {
  return page.evaluate(
    ([name, argument]) =>
      new Promise((done) => {
        const listeners = globalThis as unknown as { answers?: Map<number, (message: never) => void> }
        if (!listeners.answers) throw new Error('spy on the page first')
        const id = Math.floor(Math.random() * 2 ** 40) + 2 ** 20
        listeners.answers.set(id, done as (message: never) => void)
        ;(window as unknown as { digitWorkbench: { send(message: unknown): void } }).digitWorkbench.send({
          type: 'call',
          id,
          name,
          argument,
        })
      }),
    [name, argument] as const,
  )
}

/** A page of our own making in place of the real one, so that the bridge is ours alone. */
async function takeBridge(): Promise<void> {
  await page.route('**/assets/*.js', (route) => route.fulfill({ contentType: 'text/javascript', body: '' }))
  await page.reload()
  await page.evaluate(() => {
    const answers = new Map<number, (message: unknown) => void>()
    Object.assign(globalThis, { answers })
    ;(
      window as unknown as { digitWorkbench: { onMessage(listener: (message: { id: number }) => void): void } }
    ).digitWorkbench.onMessage((message) => answers.get(message.id)?.(message))
  })
}
const giveBridgeBack = async () => {
  await page.unroute('**/assets/*.js')
  await page.reload()
}

describe('the window', () => {
  test('shows the application', async () => {
    await page.getByRole('link', { name: /Data/ }).first().waitFor()
    expect(await page.title()).toBe('Digit Workbench')
  })

  test('is sandboxed, isolated and without Node', async () => {
    const { webPreferences, backgroundColor, minWidth } = await app.evaluate(
      ({ BrowserWindow }) => BrowserWindow.getAllWindows()[0].options,
    )
    expect(webPreferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
    })
    expect(backgroundColor).toMatch(/^#/)
    expect(minWidth).toBe(1024)
    expect(
      await page.evaluate(() => ['require', 'process', 'module', 'global'].filter((name) => name in window)),
    ).toEqual([])
  })

  test('gives the page the narrow bridge and nothing else, frozen', async () => {
    const seen = await page.evaluate(() => {
      const { digitWorkbench: bridge } = window as unknown as { digitWorkbench: Record<string, unknown> }
      const kinds = Object.fromEntries(Object.entries(bridge).map(([name, value]) => [name, typeof value]))
      return { kinds, host: bridge.host, frozen: Object.isFrozen(bridge) }
    })
    expect(seen).toEqual({
      kinds: { host: 'string', send: 'function', onMessage: 'function', fileRef: 'function' },
      host: 'electron',
      frozen: true,
    })
  })

  test('is loaded under the strict content policy', async () => {
    const answer = await page.reload()
    expect(answer?.headers()['content-security-policy']).toBe(contentSecurityPolicy)
    expect(answer?.headers()['x-content-type-options']).toBe('nosniff')
    const violated = await page.evaluate(
      () =>
        new Promise((done) => {
          document.addEventListener('securitypolicyviolation', ({ violatedDirective }) => done(violatedDirective))
          const script = document.createElement('script')
          script.textContent = 'document.title = "taken over"'
          document.head.append(script)
        }),
    )
    expect(violated).toBe('script-src-elem')
  })

  test('cannot read outside the built page', async () => {
    const statuses = await page.evaluate(() =>
      Promise.all(
        ['/../main/index.js', '/..%2fmain%2findex.js', '/%2e%2e/main/index.js', '/none.js'].map(
          async (path) => (await fetch(path)).status,
        ),
      ),
    )
    expect(statuses).toEqual([404, 404, 404, 404])
  })

  test('cannot be led elsewhere, nor open another window', async () => {
    const before = page.url()
    await page.evaluate(() => void (location.href = 'https://example.org/'))
    await page.evaluate(() => void window.open('https://example.org/', '_blank', 'noopener'))
    await page.waitForTimeout(300)
    expect(page.url()).toBe(before)
    expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
    // On a busy machine the window that was refused takes a while to go.
    await expect.poll(() => page.context().pages(), { timeout: 5000 }).toHaveLength(1)
  })

  test('is refused every permission', async () => {
    const allowed = await app.evaluate(({ session }) => {
      const { request, check, device } = session.defaultSession.permissionHandlers
      const asked: boolean[] = []
      for (const name of ['media', 'geolocation', 'notifications', 'clipboard-read', 'openExternal'] as const)
        request?.(null as never, name, (answer) => asked.push(answer), {} as never)
      return [...asked, check?.(null, 'media', '', {} as never), device?.({} as never)]
    })
    expect(allowed).toEqual([false, false, false, false, false, false, false])
  })

  test('may write to the clipboard what a person copies, and no other page may', async () => {
    const allowed = await app.evaluate(({ session }) => {
      const { request, check } = session.defaultSession.permissionHandlers
      const name = 'clipboard-sanitized-write'
      return ['app://bundle/index.html', 'https://example.com/', 'app://other/'].map((requestingUrl) => {
        let asked = false
        request?.(null as never, name, (answer) => (asked = answer), { requestingUrl } as never)
        return [asked, check?.(null, name, requestingUrl, { requestingUrl } as never)]
      })
    })
    expect(allowed).toEqual([
      [true, true],
      [false, false],
      [false, false],
    ])
  })
})

describe('the core behind the window', () => {
  beforeAll(takeBridge)
  afterAll(giveBridgeBack)

  test('answers the page', async () => {
    expect(await call('describe')).toMatchObject({ type: 'result', value: { host: 'electron', dataFolder } })
  })

  test('names an unknown call as such', async () => {
    expect(await call('readFile', { path: '/etc/passwd' })).toMatchObject({
      type: 'error',
      error: { code: 'unknown-call' },
    })
  })

  test('asks the native dialog for a file, once', async () => {
    const path = join(files, 'two.csv')
    await app.evaluate(({ dialog }, filePath) => {
      dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [filePath] })
    }, path)
    const { value: file } = await call('pickFile', { part: 'train' })
    expect(file).toEqual(expect.any(String))
    expect(file).not.toContain(path)
    const opened = await call('openDataset', { part: 'train', source: { kind: 'file', file } })
    expect(opened).toMatchObject({ type: 'result', value: { session: { train: { rows: 2, name: 'two.csv' } } } })
  })

  test('takes a dropped file by its path, which the page never sees', async () => {
    await page.evaluate(() => document.body.insertAdjacentHTML('beforeend', '<input type="file" id="given">'))
    // Playwright would send the bytes; Chromium itself knows the path.
    const cdp = await page.context().newCDPSession(page)
    const { result } = await cdp.send('Runtime.evaluate', { expression: "document.querySelector('#given')" })
    await cdp.send('DOM.setFileInputFiles', { files: [join(files, 'two.csv')], objectId: result.objectId })
    const file = await page.evaluate(() => {
      const given = document.querySelector<HTMLInputElement>('#given')?.files?.[0]
      return (
        window as unknown as { digitWorkbench: { fileRef(file?: File): Promise<string> } }
      ).digitWorkbench.fileRef(given)
    })
    expect(file).not.toContain(files)
    expect(await call('openDataset', { part: 'test', source: { kind: 'file', file } })).toMatchObject({
      type: 'result',
    })
  })

  test('has no path for a file that the page made', async () => {
    const answer = page.evaluate(() =>
      (window as unknown as { digitWorkbench: { fileRef(file: File): Promise<string> } }).digitWorkbench.fileRef(
        new File(['x'], 'made.csv'),
      ),
    )
    await expect(answer).rejects.toThrow('made.csv is not a file on this machine')
  })

  test('sends what the menu says to the page', async () => {
    const heard = page.evaluate(
      () =>
        new Promise((done) =>
          (
            window as unknown as { digitWorkbench: { onMessage(listener: (message: { name?: string }) => void): void } }
          ).digitWorkbench.onMessage((message) => message.name === 'menuCommand' && done(message)),
        ),
    )
    await page.waitForTimeout(50)
    await app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.getMenuItemById('go-draw')?.click())
    expect(await heard).toEqual({ type: 'event', name: 'menuCommand', value: { command: 'go', place: 'draw' } })
  })
})

describe('around the window', () => {
  test('a second start hands its files to the first and ends', async () => {
    const path = join(files, 'broken.csv')
    await app.evaluate(({ dialog }) => {
      const shown: string[] = []
      Object.assign(globalThis, { shown })
      dialog.showMessageBox = (...values: unknown[]) => {
        shown.push((values.at(-1) as { message: string }).message)
        return Promise.resolve({ response: 0, checkboxChecked: false })
      }
    })
    await expect(launch({ dataFolder, files: [path] })).rejects.toThrow('The application has ended')
    await expect
      .poll(() => app.evaluate(() => (globalThis as unknown as { shown: string[] }).shown), { timeout: 5000 })
      .toEqual([expect.stringContaining('broken.csv')])
  })

  test.skipIf(process.platform !== 'linux')('a crashed data process is started again', async () => {
    const pids = () => childrenOf(app.pid)
    const before = await pids()
    expect(before.length).toBeGreaterThan(0)
    process.kill(before[0], 'SIGKILL')
    await expect
      .poll(async () => (await pids()).filter((pid) => !before.includes(pid)).length, { timeout: 5000 })
      .toBe(1)
  })

  test('quitting closes the core, ends the processes and keeps the place of the window', async () => {
    const children = await childrenOf(app.pid)
    expect(await app.close()).toBe(0)
    expect(JSON.parse(await readFile(join(dataFolder, 'window.json'), 'utf8'))).toMatchObject({
      width: 1280,
      height: 800,
      maximized: false,
    })
    await expect.poll(() => children.filter(isAlive)).toEqual([])
  })
})

/** Its utility processes, by Linux's process table. */
async function childrenOf(pid: number): Promise<number[]> {
  if (process.platform !== 'linux') return []
  const found: number[] = []
  for (const name of await readdir('/proc')) {
    if (!/^\d+$/.test(name)) continue
    const stat = await readFile(`/proc/${name}/stat`, 'utf8').catch(() => '')
    const command = await readFile(`/proc/${name}/cmdline`, 'utf8').catch(() => '')
    const parent = Number(stat.slice(stat.lastIndexOf(')')).split(' ')[2])
    if (parent === pid && command.includes('utility-bootstrap')) found.push(Number(name))
  }
  return found
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
