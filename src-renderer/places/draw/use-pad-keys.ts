import type { Ref } from 'vue'
import { useWindowListener } from '#renderer/composables/use-window-listener.ts'
import { keepsKeys } from '#renderer/frame/keeps-keys.ts'
import { steppedNib } from './stepped-nib.ts'
import type { Ink } from './use-ink.ts'

/** Keys that hold in the whole place: undo, redo, a held eraser, clear, nib width, keep. */
export function usePadKeys(options: {
  ink: Ink
  nib: Ref<number>
  eraserHeld: Ref<boolean>
  /** Takes back the stroke under way; false when there was none. */
  abandon(): boolean
  /** Labels and keeps what is on the pad; null: as the guided set asks. False when there is nothing to do. */
  keep(label: number | null): boolean
  /** Shows the ink again that a replay or a kept digit hides; false when it was to be seen. */
  uncover(): boolean
}) {
  const { ink, nib, eraserHeld } = options

  /** The first press shows what it would change. */
  const change = (work: () => void) => options.uncover() || work()

  function act(event: KeyboardEvent): boolean {
    const key = event.key.toLowerCase()
    if (event.ctrlKey || event.metaKey) {
      if (key === 'z') change(event.shiftKey ? ink.redo : ink.undo)
      else if (key === 'y') change(ink.redo)
      else return false
      return true
    }
    if (event.altKey) return false
    if (key === 'e') eraserHeld.value = true
    else if (key === 'delete' || key === 'backspace') change(ink.clear)
    else if (key === '[' || key === ']') nib.value = steppedNib(nib.value, key === ']' ? 1 : -1)
    else if (/^\d$/.test(key)) return event.repeat || options.keep(Number(key))
    else if (key === 'enter') return event.repeat || options.keep(null)
    else if (key === 'escape') return options.abandon()
    else return false
    return true
  }

  useWindowListener('keydown', (event) => {
    if (event.defaultPrevented || isElsewhere(event)) return
    if (act(event)) event.preventDefault()
  })
  useWindowListener('keyup', (event) => {
    if (event.key.toLowerCase() === 'e') eraserHeld.value = false
  })
}

/** What Enter presses. */
const pressed = 'button, a, summary, [role="slider"]'

/** Enter belongs to what has the focus. */
function isElsewhere({ target, key }: KeyboardEvent): boolean {
  return keepsKeys(target) || (key === 'Enter' && target instanceof HTMLElement && target.closest(pressed) !== null)
}
