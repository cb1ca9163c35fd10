import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { BrowserWindow, app, dialog, nativeTheme, screen } from 'electron'
import type { Settings } from '#rpc/contract/app-api.ts'
import { homeAddress } from './electron-security.ts'
import { placeWindow, smallestWindow } from './window-bounds.ts'
import type { WindowState } from './window-bounds.ts'

/** The page's own ground (`--desk` in tokens.css): what is seen before its first paint. */
const ground = { light: '#f5f4f2', dark: '#121417' }

/** In a minute: a page that fails at once would be loaded for ever. */
const mostReloads = 3

export interface WindowOptions {
  dataFolder: string
  preload: string
  theme: Settings['theme']
}

export function openWindow({ dataFolder, preload, theme }: WindowOptions): BrowserWindow {
  const stateFile = join(dataFolder, 'window.json')
  const main = screen.getPrimaryDisplay()
  const others = screen.getAllDisplays().filter(({ id }) => id !== main.id)
  const screens = [main, ...others].map((display) => display.workArea)
  const { maximized, ...bounds } = placeWindow(savedState(stateFile), screens)
  const dark = theme === 'system' ? nativeTheme.shouldUseDarkColors : theme === 'dark'
  const window = new BrowserWindow({
    ...bounds,
    minWidth: smallestWindow.width,
    minHeight: smallestWindow.height,
    title: 'Digit Workbench',
    show: false,
    backgroundColor: dark ? ground.dark : ground.light,
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
      navigateOnDragDrop: false,
      devTools: !app.isPackaged,
    },
  })
  window.once('ready-to-show', () => {
    if (maximized) window.maximize()
    window.show()
  })
  window.on('close', () => saveState(stateFile, { ...window.getNormalBounds(), maximized: window.isMaximized() }))
  // A page that crashed leaves an empty window; the core has lost nothing.
  let losses: number[] = []
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit') return
    const now = Date.now()
    losses = [...losses.filter((time) => now - time < 60_000), now]
    if (losses.length <= mostReloads) return window.webContents.reload()
    void dialog
      .showMessageBox(window, {
        type: 'error',
        message: 'The page of Digit Workbench keeps failing.',
        detail: `It ended again (${reason}). Jobs and stored data are not affected.`,
        buttons: ['Reload'],
      })
      .then(() => {
        losses = []
        if (!window.isDestroyed()) window.webContents.reload()
      })
  })
  void window.loadURL(homeAddress)
  return window
}

function savedState(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return null
  }
}

/** At once, since the application may end with its window. A full disk must not keep the window from closing. */
function saveState(file: string, state: WindowState): void {
  try {
    writeFileSync(`${file}.new`, JSON.stringify(state), { flush: true })
    renameSync(`${file}.new`, file)
  } catch (error) {
    console.error(`The place of the window could not be kept in ${file}: ${String(error)}`)
  }
}
