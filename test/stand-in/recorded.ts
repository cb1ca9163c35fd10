import { EventEmitter } from 'node:events'
import type * as Electron from 'electron'
import { app } from './app.ts'

// What has no counterpart in headless Chromium. A test puts its own function in the place of a dialog's, as it would in
// Electron; without one every dialog is closed unanswered.

export const dialog = {
  showOpenDialog: (..._: unknown[]): Promise<Electron.OpenDialogReturnValue> =>
    Promise.resolve({ canceled: true, filePaths: [] }),
  showMessageBox: (..._: unknown[]): Promise<Electron.MessageBoxReturnValue> =>
    Promise.resolve({ response: 0, checkboxChecked: false }),
  showErrorBox: (title: string, content: string): void => console.error(`${title}: ${content}`),
} satisfies Pick<Electron.Dialog, 'showOpenDialog' | 'showMessageBox' | 'showErrorBox'>

interface StandInMenuItem {
  id?: string
  label: string
  role?: string
  accelerator?: string | null
  submenu?: StandInMenu
  click(): void
}

class StandInMenu {
  static #application: StandInMenu | null = null
  readonly items: StandInMenuItem[]

  constructor(template: Electron.MenuItemConstructorOptions[]) {
    this.items = template.map(({ id, label, role, accelerator, submenu, click }) => ({
      id,
      label: label ?? role ?? '',
      role,
      accelerator,
      submenu: Array.isArray(submenu) ? new StandInMenu(submenu) : undefined,
      click: () => (click as (() => void) | undefined)?.(),
    }))
  }
  static buildFromTemplate(template: Electron.MenuItemConstructorOptions[]): StandInMenu {
    return new StandInMenu(template)
  }
  static setApplicationMenu(menu: StandInMenu | null): void {
    StandInMenu.#application = menu
  }
  static getApplicationMenu(): StandInMenu | null {
    return StandInMenu.#application
  }
  getMenuItemById(id: string): StandInMenuItem | null {
    for (const item of this.items) {
      const found = item.id === id ? item : (item.submenu?.getMenuItemById(id) ?? null)
      if (found) return found
    }
    return null
  }
}
export { StandInMenu as Menu }

export const nativeTheme = Object.assign(new EventEmitter(), {
  shouldUseDarkColors: false,
  themeSource: 'system' as const,
})
nativeTheme satisfies Pick<Electron.NativeTheme, 'shouldUseDarkColors'>

const blockers = new Map<number, string>()
let blockerCount = 0
export const powerSaveBlocker = {
  start(type: 'prevent-app-suspension' | 'prevent-display-sleep'): number {
    blockers.set(++blockerCount, type)
    return blockerCount
  },
  stop: (id: number): boolean => blockers.delete(id),
  isStarted: (id: number): boolean => blockers.has(id),
} satisfies Electron.PowerSaveBlocker

let crashReporterOptions: Electron.CrashReporterStartOptions | null = null
export const crashReporter = {
  start(options: Electron.CrashReporterStartOptions): void {
    if (options.uploadToServer !== false && !options.submitURL) throw new Error('submitURL must be specified')
    crashReporterOptions = options
  },
  getUploadToServer: (): boolean => crashReporterOptions?.uploadToServer ?? true,
} satisfies Pick<Electron.CrashReporter, 'start' | 'getUploadToServer'>

const display = { id: 1, workArea: { x: 0, y: 0, width: 1920, height: 1080 } }
export const screen = {
  getPrimaryDisplay() {
    app.mustBeReady('screen')
    return display
  },
  getAllDisplays: () => [display],
}

export const shell = { openExternal: (_address: string): Promise<void> => Promise.resolve() }
shell satisfies Pick<Electron.Shell, 'openExternal'>
