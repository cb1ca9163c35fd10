import { computed, onDeactivated, ref, watchEffect } from 'vue'
import type { Ref } from 'vue'
import { useEventListener } from '@vueuse/core'
import { PenGesture } from './pen-gesture.ts'
import type { InkTarget, PadPlace } from './pen-gesture.ts'

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

  function placeOf(target: HTMLElement): PadPlace {
    const { left, top, width } = target.getBoundingClientRect()
    return { left, top, side: width }
  }

  function listen(
    target: Readonly<Ref<HTMLElement | null>>,
    name: string,
    act: (event: PointerEvent, place: PadPlace) => void,
  ) {
    useEventListener(target, name, (event: Event) => {
      if (element.value) act(event as PointerEvent, placeOf(element.value))
    })
  }

  function take({ isTrusted, pointerId }: PointerEvent) {
    // An event made by a script has no pointer that could be captured.
    if (isTrusted) element.value?.setPointerCapture(pointerId)
    element.value?.focus({ preventScroll: true })
  }

  function follow(event: PointerEvent, place: PadPlace) {
    if (gesture.move(event, place)) take(event)
  }

  listen(element, 'pointerdown', (event, place) => {
    if (!gesture.down(event, place)) return
    take(event)
    event.preventDefault()
  })
  // Never both for the same points: the browser sends each sample to both. Only the later one knows what comes next.
  const rawElement = computed(() => (options.raw.value ? element.value : null))
  listen(rawElement, 'pointerrawupdate', follow)
  listen(element, 'pointermove', (event, place) => {
    if (!options.raw.value) follow(event, place)
    gesture.foresee(event, place)
    if (event.pointerType === 'touch') return
    const { left, top, side } = place
    hover.value = { x: (event.clientX - left) / side, y: (event.clientY - top) / side }
  })
  listen(element, 'pointerup', (event, place) => gesture.up(event, place))
  listen(element, 'pointercancel', ({ pointerId }) => gesture.cancel(pointerId))
  listen(element, 'lostpointercapture', ({ pointerId }) => gesture.end(pointerId))
  useEventListener(element, 'pointerleave', () => (hover.value = null))
  useEventListener(element, 'contextmenu', (event: Event) => event.preventDefault())
  // Without this a pen scrolls the page under Windows even with touch-action: none.
  useEventListener(element, 'touchstart', (event: TouchEvent) => event.preventDefault(), { passive: false })
  useEventListener(window, 'blur', () => gesture.end())
  onDeactivated(() => gesture.end())

  return { hover, busy: () => gesture.busy, abandon: () => gesture.abandon() }
}
