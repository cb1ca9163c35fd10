import { ref, type Ref } from 'vue'
import { tryOnMounted, useResizeObserver } from '@vueuse/core'

/** CSS pixels from the top of an element down to the bottom of the pane it stands in, as long as that is not scrolled. */
export function useRoomBelow(element: Readonly<Ref<HTMLElement | null>>): Ref<number> {
  const room = ref(0)
  const pane = ref<HTMLElement | null>(null)
  const content = ref<HTMLElement | null>(null)

  function measure() {
    const [inner, outer] = [element.value, pane.value]
    if (!inner || !outer) return
    const top = inner.getBoundingClientRect().top - outer.getBoundingClientRect().top + outer.scrollTop
    room.value = Math.floor(outer.clientHeight - top)
  }

  tryOnMounted(() => {
    pane.value = element.value?.closest<HTMLElement>('[data-pane]') ?? null
    content.value = pane.value?.firstElementChild as HTMLElement | null
    measure()
  })
  // What stands above may grow and shrink: warnings, figures of other models.
  useResizeObserver([pane, content], measure)
  return room
}
