import { ref, watchEffect } from 'vue'
import type { Ref } from 'vue'
import { useEventListener } from '@vueuse/core'
import { PenGesture } from './pen-gesture.ts'
import type { InkTarget } from './pen-gesture.ts'

/**
 * Joins an element's pointer events to the ink. `penOnly` turns itself on when a pen is first seen. `raw`: samples come as the device
 * sends them and not once a frame, which is worth while where the canvas does not wait for the frame either.
 */
export function usePen(
  element: Readonly<Ref<HTMLElement | null>>,
  options: { ink: InkTarget; erasing: Readonly<Ref<boolean>>; penOnly: Ref<boolean>; raw: Readonly<Ref<boolean>> },
) {
  const penSeen = ref(false)
  /** Where the pointer hovers, as shares of the pad; null when it is elsewhere. */
  const hover = ref<{ x: number; y: number } | null>(null)
  const pressed = ref(false)

  const gesture = new PenGesture(options.ink, () => {
    if (penSeen.value) return
    penSeen.value = true
    options.penOnly.value = true
    gesture.penOnly = true
  })
  watchEffect(() => {
    gesture.erasing = options.erasing.value
    gesture.penOnly = options.penOnly.value
  })

  function place(target: HTMLElement) {
    const { left, top, width } = target.getBoundingClientRect()
    return { left, top, side: width }
  }

  function follow(event: PointerEvent) {
    const target = element.value
    if (!target || event.pointerType === 'touch') return
    const { left, top, side } = place(target)
    hover.value = { x: (event.clientX - left) / side, y: (event.clientY - top) / side }
  }

  function finish(event?: PointerEvent) {
    gesture.end(event?.pointerId)
    pressed.value = gesture.busy
  }

  useEventListener(element, 'pointerdown', (event: PointerEvent) => {
    const target = element.value
    if (!target) return
    if (!gesture.down(event, place(target))) return
    pressed.value = true
    // An event made by a script has no pointer that could be captured.
    if (event.isTrusted) target.setPointerCapture(event.pointerId)
    target.focus({ preventScroll: true })
    event.preventDefault()
  })
  // Never both for the same points: the browser sends each sample to both.
  useEventListener(element, 'pointerrawupdate', (event: Event) => {
    if (options.raw.value) gesture.move(event as PointerEvent)
  })
  useEventListener(element, 'pointermove', (event: PointerEvent) => {
    if (!options.raw.value) gesture.move(event)
    pressed.value = gesture.busy
    follow(event)
  })
  useEventListener(element, 'pointerup', finish)
  useEventListener(element, 'pointercancel', finish)
  useEventListener(element, 'lostpointercapture', finish)
  useEventListener(element, 'pointerleave', () => (hover.value = null))
  useEventListener(element, 'contextmenu', (event: Event) => event.preventDefault())
  // Without this a pen scrolls the page under Windows even with touch-action: none.
  useEventListener(element, 'touchstart', (event: TouchEvent) => event.preventDefault(), { passive: false })
  useEventListener(window, 'blur', () => finish())

  return {
    penSeen,
    hover,
    pressed,
    restartClock: () => gesture.restartClock(),
    abandon() {
      const abandoned = gesture.abandon()
      pressed.value = false
      return abandoned
    },
  }
}
