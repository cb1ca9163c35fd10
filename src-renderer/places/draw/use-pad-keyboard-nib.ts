import { ref } from 'vue'
import type { InkPoint } from '#learn/ink/stroke.ts'
import type { InkTarget } from './pen-gesture.ts'

const step = 0.025
const bigStep = 0.1

const directions: Record<string, readonly [x: number, y: number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
  Home: [-1, -1],
  PageUp: [1, -1],
  End: [-1, 1],
  PageDown: [1, 1],
}

/**
 * A nib without a pen: arrows move it (Home, End and the page keys slantwise, Shift in big steps); a tap on Space puts it down
 * or lifts it, a held Space draws while it is held.
 */
export function usePadKeyboardNib(ink: InkTarget) {
  const position = ref({ x: 0.5, y: 0.25 })
  const visible = ref(false)
  const isDown = ref(false)
  let heldSince: { moved: boolean; wasDown: boolean } | null = null

  function lift() {
    if (!isDown.value) return
    isDown.value = false
    ink.end()
  }

  function keydown(event: KeyboardEvent): boolean {
    if (event.ctrlKey || event.metaKey || event.altKey) return false
    const direction = directions[event.key]
    if (direction) {
      visible.value = true
      const length = event.shiftKey ? bigStep : step
      position.value = {
        x: within(position.value.x + direction[0] * length),
        y: within(position.value.y + direction[1] * length),
      }
      if (isDown.value) ink.extend([point()])
      if (heldSince) heldSince.moved = true
      return true
    }
    if (event.key !== ' ') return false
    if (event.repeat) return true
    visible.value = true
    heldSince = { moved: false, wasDown: isDown.value }
    if (!isDown.value) {
      isDown.value = true
      ink.begin(point(), 'keyboard')
    }
    return true
  }

  function keyup(event: KeyboardEvent): boolean {
    if (event.key !== ' ' || !heldSince) return false
    if (heldSince.moved || heldSince.wasDown) lift()
    heldSince = null
    return true
  }

  /** Takes back the stroke under way; false when there was none. */
  function abandon(): boolean {
    if (!isDown.value) return false
    isDown.value = false
    heldSince = null
    ink.abandon()
    return true
  }

  const point = (): InkPoint => ({ ...position.value })

  return { position, visible, isDown, keydown, keyup, lift, abandon }
}

function within(share: number): number {
  return Math.min(0.98, Math.max(0.02, Math.round(share * 1000) / 1000))
}
