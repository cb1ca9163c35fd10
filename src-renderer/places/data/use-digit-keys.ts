import { onActivated, onDeactivated, ref } from 'vue'
import { useEventListener } from '@vueuse/core'
import { keepsKeys } from '#renderer/frame/keeps-keys.ts'

/** Keys 0 to 9, wherever the focus is, while the place is shown. */
export function useDigitKeys(press: (digit: number) => void) {
  const shown = ref(true)
  onActivated(() => (shown.value = true))
  onDeactivated(() => (shown.value = false))

  useEventListener(window, 'keydown', (event: KeyboardEvent) => {
    if (!shown.value || event.defaultPrevented || keepsKeys(event.target)) return
    if (event.ctrlKey || event.metaKey || event.altKey || !/^[0-9]$/.test(event.key)) return
    press(Number(event.key))
  })
}
