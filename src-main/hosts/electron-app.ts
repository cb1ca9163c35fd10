import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { Menu, app, dialog, ipcMain, powerSaveBlocker, protocol, session } from 'electron'
import type { AboutPanelOptionsOptions, BrowserWindow } from 'electron'
import { startAppCore } from '#app/app-core.ts'
import type { AppCore } from '#app/app-core.ts'
import { stayAwakeForJobs } from './electron-awake.ts'
import { createElectronHost } from './electron-host.ts'
import { askBeforeLeaving } from './electron-leaving.ts'
import { openGivenFiles } from './electron-open-files.ts'
import { ElectronPages } from './electron-pages.ts'
import { createBundleHandler } from './electron-protocol.ts'
import { denyNavigation, limitPermissions, scheme } from './electron-security.ts'
import { openWindow } from './electron-window.ts'
import type { GivenFile } from './given-files.ts'
import { menuTemplate } from './menu-template.ts'
import { readStaticFiles } from './static-files.ts'

export interface ElectronAppOptions {
  version: string
  dataFolder: string
  /** Of index.js and the processes. */
  mainFolder: string
  preload: string
  rendererFolder: string
}

export interface ElectronApp {
  /** Brings the window to the front, opens it if it was closed, and opens the files in it. */
  show(files: GivenFile[]): Promise<void>
  /** Ends jobs and processes in good order. */
  close(): Promise<void>
}

/** After `ready`: the core, one window on it, and nothing else that Electron could do. */
export async function startElectronApp(options: ElectronAppOptions): Promise<ElectronApp> {
  const { version, dataFolder, mainFolder, preload, rendererFolder } = options
  mkdirSync(dataFolder, { recursive: true })
  denyNavigation(app)
  limitPermissions(session.defaultSession)
  protocol.handle(scheme, createBundleHandler(await readStaticFiles(rendererFolder)))
  const core = await startAppCore({ host: createElectronHost({ dataFolder, processFolder: mainFolder }), version })
  const pages = new ElectronPages(core, ipcMain)
  stayAwakeForJobs(core, powerSaveBlocker)
  const watch = askBeforeLeaving(core, { app, dialog })
  let window: BrowserWindow | null = null

  const showWindow = async (): Promise<BrowserWindow> => {
    if (!window) {
      const opened = openWindow({ dataFolder, preload, theme: await themeOf(core) })
      opened.on('closed', () => (window = null))
      watch(opened)
      window = opened
    } else {
      if (window.isMinimized()) window.restore()
      window.focus()
    }
    return window
  }

  Menu.setApplicationMenu(
    Menu.buildFromTemplate(
      menuTemplate({
        platform: process.platform,
        packaged: app.isPackaged,
        command: (command) => window && pages.tell(window.webContents, 'menuCommand', command),
      }),
    ),
  )
  return {
    show: async (files) => openGivenFiles(core, files, { dialog, window: await showWindow() }),
    close: () => core.close(),
  }
}

/** Settings that cannot be read are the core's to report; the window opens all the same. */
async function themeOf(core: AppCore) {
  try {
    return (await core.api.settings(undefined, { signal: new AbortController().signal })).theme
  } catch {
    return 'system'
  }
}

/** What the About box and a fault report need. */
export function aboutPanel(version: string): AboutPanelOptionsOptions {
  const { electron, chrome, node, v8 } = process.versions
  return {
    applicationName: 'Digit Workbench',
    applicationVersion: version,
    version: `Electron ${electron}, Chromium ${chrome}, Node ${node}, V8 ${v8}`,
    credits: `Electron ${electron}\nChromium ${chrome}\nNode ${node}\nV8 ${v8}`,
    copyright: 'MIT licence',
  }
}

/** The folder for what Chromium keeps (cache, storage, crash dumps), inside the one data folder. */
export function chromiumFolder(dataFolder: string): string {
  return join(dataFolder, 'chromium')
}
