import { app } from './app.ts'
import { BrowserWindow, startBrowser } from './browser-window.ts'
import { ipcMain } from './ipc-main.ts'
import { protocol } from './protocol.ts'
import { Menu, crashReporter, dialog, nativeTheme, powerSaveBlocker, screen, shell } from './recorded.ts'
import { answerTests } from './remote-control.ts'
import { session } from './session.ts'
import { utilityProcess } from './utility-process.ts'

// The `electron` module for main, over headless Chromium. What it cannot show stands in docs/manual-checks.md.

const electron = {
  app,
  BrowserWindow,
  Menu,
  crashReporter,
  dialog,
  ipcMain,
  nativeTheme,
  powerSaveBlocker,
  protocol,
  screen,
  session,
  shell,
  utilityProcess,
}
export default electron
export {
  app,
  BrowserWindow,
  Menu,
  crashReporter,
  dialog,
  ipcMain,
  nativeTheme,
  powerSaveBlocker,
  protocol,
  screen,
  session,
}
export { shell, utilityProcess }

Object.defineProperty(process, 'versions', { value: { ...process.versions, electron: 'stand-in', chrome: '153' } })
answerTests(electron)
for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => app.quit())

// The main module is evaluated first: it may not wait for `ready` at its top level, in Electron neither.
setImmediate(() => {
  startBrowser().then(
    (port) => {
      process.env.STAND_IN_PORT = String(port)
      app.becomeReady()
    },
    (error: unknown) => {
      console.error(error)
      process.exit(1)
    },
  )
})
