import type { MenuItemConstructorOptions } from 'electron'
import type { AppEvents } from '#rpc/contract/app-api.ts'

export type MenuCommand = AppEvents['menuCommand']

export interface MenuOptions {
  platform: string
  packaged: boolean
  /** All of them exist in the page too; the menu only says so to it. */
  command(command: MenuCommand): void
}

/** In the order of the rail; the n-th is reached by Ctrl or Cmd + n. */
export const places = ['data', 'features', 'train', 'evaluate', 'draw', 'compare']

const separator: MenuItemConstructorOptions = { type: 'separator' }

export function menuTemplate({ platform, packaged, command }: MenuOptions): MenuItemConstructorOptions[] {
  const mac = platform === 'darwin'
  const item = (
    label: string,
    accelerator: string | undefined,
    sends: MenuCommand,
    id: string = sends.command,
  ): MenuItemConstructorOptions => ({ id, label, accelerator, click: () => command(sends) })

  const file: MenuItemConstructorOptions = {
    label: '&File',
    submenu: [
      item('Open &Training File…', 'CmdOrCtrl+O', { command: 'open-train' }),
      item('Open T&est File…', 'CmdOrCtrl+Shift+O', { command: 'open-test' }),
      separator,
      mac ? { role: 'close' } : { role: 'quit' },
    ],
  }
  const go: MenuItemConstructorOptions = {
    label: '&Go',
    submenu: places.map((place, index) =>
      item(place[0].toUpperCase() + place.slice(1), `CmdOrCtrl+${index + 1}`, { command: 'go', place }, `go-${place}`),
    ),
  }
  const view: MenuItemConstructorOptions = {
    label: '&View',
    submenu: [
      { role: 'resetZoom' },
      { role: 'zoomIn' },
      { role: 'zoomOut' },
      separator,
      { role: 'togglefullscreen' },
      ...(packaged ? [] : [separator, { role: 'reload' as const }, { role: 'toggleDevTools' as const }]),
    ],
  }
  const help: MenuItemConstructorOptions = {
    role: 'help',
    submenu: [
      // The page listens for the key itself: as an accelerator it would swallow question marks typed into a field.
      item('&Keyboard Shortcuts', undefined, { command: 'show-shortcuts' }),
      ...(mac ? [] : [separator, { role: 'about' as const }]),
    ],
  }
  return [
    ...(mac ? [{ role: 'appMenu' as const }] : []),
    file,
    { role: 'editMenu' },
    go,
    view,
    ...(mac ? [{ role: 'windowMenu' as const }] : []),
    help,
  ]
}
