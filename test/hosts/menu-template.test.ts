import type { MenuItemConstructorOptions } from 'electron'
import { describe, expect, test, vi } from 'vitest'
import { menuTemplate } from '#hosts/menu-template.ts'
import type { MenuOptions } from '#hosts/menu-template.ts'

function itemsOf(options: Partial<MenuOptions> = {}): MenuItemConstructorOptions[] {
  const flat = (items: MenuItemConstructorOptions[]): MenuItemConstructorOptions[] =>
    items.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? flat(item.submenu) : [])])
  return flat(menuTemplate({ platform: 'linux', packaged: true, command: () => undefined, ...options }))
}

describe('the menu', () => {
  test('sends the page a command for every item of its own', () => {
    const command = vi.fn()
    for (const { click } of itemsOf({ command })) (click as (() => void) | undefined)?.()
    expect(command.mock.calls.map(([sent]) => sent)).toEqual([
      { command: 'open-train' },
      { command: 'open-test' },
      ...['data', 'features', 'train', 'evaluate', 'draw', 'compare'].map((place) => ({ command: 'go', place })),
      { command: 'show-shortcuts' },
    ])
  })

  test.each(['linux', 'win32', 'darwin'])('gives no shortcut twice on %s', (platform) => {
    const shortcuts = itemsOf({ platform }).flatMap(({ accelerator }) => accelerator ?? [])
    expect(new Set(shortcuts).size).toBe(shortcuts.length)
  })

  test('lets nobody open the developer tools of a packaged application', () => {
    const roles = (packaged: boolean) => itemsOf({ packaged }).map(({ role }) => role)
    expect(roles(false)).toContain('toggleDevTools')
    expect(roles(true)).not.toContain('toggleDevTools')
    expect(roles(true)).not.toContain('reload')
  })

  test.each(['linux', 'win32', 'darwin'])('has a way to quit and to copy on %s', (platform) => {
    const roles = itemsOf({ platform }).map(({ role }) => role)
    expect(roles).toContain('editMenu')
    expect(roles).toContain(platform === 'darwin' ? 'appMenu' : 'quit')
  })
})
