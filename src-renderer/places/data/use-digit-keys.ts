import { useWindowListener } from '#renderer/composables/use-window-listener.ts'
import { keepsKeys } from '#renderer/frame/keeps-keys.ts'

/** Keys 0 to 9, wherever the focus is, while the place is shown. */
export function useDigitKeys(press: (digit: number) => void) {
  useWindowListener('keydown', (event) => {
    if (event.defaultPrevented || keepsKeys(event.target)) return
    if (event.ctrlKey || event.metaKey || event.altKey || !/^[0-9]$/.test(event.key)) return
    press(Number(event.key))
  })
}
