import { shallowRef, type ShallowRef } from 'vue'
import { watchThrottled } from '@vueuse/core'

/** Ten times a second is as live as eyes ask for while a pen moves; the frames between are the ink's. */
export const unhurriedMs = 100

/** What `source` gives, followed ten times a second at most; the last value always comes through. */
export function useUnhurried<T>(source: () => T): Readonly<ShallowRef<T>> {
  const shown = shallowRef(source())
  watchThrottled(source, (latest) => (shown.value = latest), { throttle: unhurriedMs })
  return shown
}
