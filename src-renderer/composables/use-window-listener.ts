import { computed } from 'vue'
import { useEventListener } from '@vueuse/core'
import { useShown } from './use-shown.ts'

/** Listens on the window while the place is on the screen. */
export function useWindowListener<Name extends keyof WindowEventMap>(
  name: Name,
  listener: (event: WindowEventMap[Name]) => void,
  options?: AddEventListenerOptions,
): void {
  const shown = useShown()
  useEventListener(
    computed(() => (shown.value ? window : null)),
    name,
    listener,
    options,
  )
}
