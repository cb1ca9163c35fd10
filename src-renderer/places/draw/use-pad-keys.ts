import type { Ref } from 'vue'
import { useEventListener } from '@vueuse/core'
import { steppedNib } from './stepped-nib.ts'
import type { Ink } from './use-ink.ts'

/** Keys that hold in the whole place: undo, redo, a held eraser, clear, nib width. */
export function usePadKeys(options: {
  ink: Ink
  nib: Ref<number>
  eraserHeld: Ref<boolean>
  /** Takes back the stroke under way; false when there was none. */
  abandon(): boolean
  /** Labels and keeps what is on the pad; null: as the guided set asks. False when there is nothing to do. */
  keep(label: number | null): boolean
}) {
  const { ink, nib, eraserHeld } = options

  function act(event: KeyboardEvent): boolean {
    const key = event.key.toLowerCase()
    if (event.ctrlKey || event.metaKey) {
      if (key === 'z') (event.shiftKey ? ink.redo : ink.undo)()
      else if (key === 'y') ink.redo()
      else return false
      return true
    }
    if (event.altKey) return false
    if (key === 'e') eraserHeld.value = true
    else if (key === 'delete' || key === 'backspace') ink.clear()
    else if (key === '[' || key === ']') nib.value = steppedNib(nib.value, key === ']' ? 1 : -1)
    else if (/^\d$/.test(key)) return options.keep(Number(key))
    else if (key === 'enter') return options.keep(null)
    else if (key === 'escape') return options.abandon()
    else return false
    return true
  }

  useEventListener(window, 'keydown', (event: KeyboardEvent) => {
    if (event.defaultPrevented || isElsewhere(event.target)) return
    if (act(event)) event.preventDefault()
  })
  useEventListener(window, 'keyup', (event: KeyboardEvent) => {
    if (event.key.toLowerCase() === 'e') eraserHeld.value = false
  })
}

/** Fields and dialogs keep their keys. */
function isElsewhere(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.closest('input, textarea, select, [role="dialog"]') !== null)
  )
}
