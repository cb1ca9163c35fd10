import { join, resolve } from 'node:path'
import { app, crashReporter, dialog, protocol } from 'electron'
import { dataFolder } from '#hosts/data-folder.ts'
import { aboutPanel, chromiumFolder, startElectronApp } from '#hosts/electron-app.ts'
import type { ElectronApp } from '#hosts/electron-app.ts'
import { privilegedSchemes } from '#hosts/electron-protocol.ts'
import { fileArguments, givenFiles } from '#hosts/given-files.ts'
import type { GivenFile } from '#hosts/given-files.ts'
import { toWireError } from '#rpc/wire.ts'
import { version } from './version.ts'

/** How long a core may take to end in good order. */
const closeLimitMs = 5000

const home = resolve(dataFolder())
// All of this must come before `ready`, so nothing here may wait.
app.enableSandbox()
protocol.registerSchemesAsPrivileged(privilegedSchemes)
app.setPath('userData', chromiumFolder(home))
crashReporter.start({ uploadToServer: false })
app.setAboutPanelOptions(aboutPanel(version))

/** Files that came before the window: from the command line, or on macOS by an event. */
let waiting: GivenFile[] = givenFiles(fileArguments(process.argv, app.isPackaged), process.cwd())
let started: ElectronApp | null = null

function show(files: GivenFile[]): void {
  if (started) started.show(files).catch(report)
  else waiting.push(...files)
}

if (app.requestSingleInstanceLock()) {
  app.on('second-instance', (_event, args, folder) => show(givenFiles(fileArguments(args, app.isPackaged), folder)))
  app.on('open-file', (event, path) => {
    event.preventDefault()
    show(givenFiles([path], '/'))
  })
  app.on('activate', () => show([]))
  app.on('window-all-closed', () => app.quit())
  app.on('will-quit', (event) => {
    if (!started) return
    event.preventDefault()
    const ending = started
    started = null
    const late = new Promise((done) => setTimeout(done, closeLimitMs))
    void Promise.race([ending.close().catch(report), late]).then(() => app.quit())
  })
  app.whenReady().then(start).catch(fail)
} else {
  app.quit()
}

async function start(): Promise<void> {
  started = await startElectronApp({
    version,
    dataFolder: home,
    mainFolder: import.meta.dirname,
    preload: join(import.meta.dirname, '../preload/preload.cjs'),
    rendererFolder: join(import.meta.dirname, '../renderer'),
  })
  const files = waiting
  waiting = []
  await started.show(files)
}

function report(error: unknown): void {
  console.error(error)
}

function fail(error: unknown): void {
  report(error)
  const { message, hint } = toWireError(error)
  dialog.showErrorBox('Digit Workbench cannot start', hint === undefined ? message : `${message}\n${hint}`)
  app.exit(1)
}
