import type { Settings } from '#rpc/contract/app-api.ts'

/** The same key is read by public/theme-before-paint.js. */
const themeKey = 'digit-workbench-theme'

const systemIsDark = window.matchMedia('(prefers-color-scheme: dark)')
let theme: Settings['theme'] | null = null

// Until the settings are known, what the script chose before the first paint holds.
systemIsDark.addEventListener('change', () => {
  if (theme === 'system') applyTheme('system')
})

function applyTheme(chosen: Settings['theme']) {
  theme = chosen
  const system = systemIsDark.matches ? 'dark' : 'light'
  document.documentElement.dataset.theme = chosen === 'system' ? system : chosen
}

/** Puts theme and digit colours on the root element, where tokens.css reads them. */
export function applyLook(settings: Settings) {
  applyTheme(settings.theme)
  const root = document.documentElement
  if (settings.digitsOnPaper) root.dataset.digits = 'paper'
  else delete root.dataset.digits
  try {
    localStorage.setItem(themeKey, settings.theme)
  } catch {
    // Without storage the next start shows the system's theme until the core has answered.
  }
}
