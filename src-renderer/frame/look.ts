import type { Settings } from '#rpc/contract/app-api.ts'

/** The same key is read by public/theme-before-paint.js. */
const themeKey = 'digit-workbench-theme'

/** Puts theme and digit colours on the root element, where tokens.css reads them. */
export function applyLook(settings: Settings) {
  const root = document.documentElement
  if (settings.theme === 'system') delete root.dataset.theme
  else root.dataset.theme = settings.theme
  if (settings.digitsOnPaper) root.dataset.digits = 'paper'
  else delete root.dataset.digits
  try {
    localStorage.setItem(themeKey, settings.theme)
  } catch {
    // Without storage the next start shows the system's theme until the core has answered.
  }
}
