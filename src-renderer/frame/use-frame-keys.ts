import { useEventListener } from '@vueuse/core'
import { useRouter } from 'vue-router'
import { useInspector } from '#renderer/composables/use-inspector.ts'
import { onEvent } from '#renderer/api.ts'
import { keepsKeys } from './keeps-keys.ts'
import { openDialog } from './open-dialog.ts'
import { places } from './places.ts'
import { openFileDialog } from '#renderer/places/data/open-files.ts'

const goWaitMs = 1500

/** Keys that hold in every place. What a place does by itself it listens for itself. */
export function useFrameKeys() {
  const router = useRouter()
  const inspector = useInspector()

  // Browsers keep Ctrl 1 to 6 for their tabs, so G and a number go there too. Caught before a place takes the number as a digit.
  let goPressed = -Infinity
  useEventListener(
    window,
    'keydown',
    (event: KeyboardEvent) => {
      const plain = !event.ctrlKey && !event.metaKey && !event.altKey && !keepsKeys(event.target)
      const waiting = event.timeStamp - goPressed < goWaitMs
      goPressed = plain && event.key === 'g' ? event.timeStamp : -Infinity
      const place = plain && waiting ? places[Number(event.key) - 1] : undefined
      if (!place) return
      event.preventDefault()
      event.stopPropagation()
      void router.push(place.path)
    },
    { capture: true },
  )

  useEventListener(window, 'keydown', (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.altKey) return
    const command = event.ctrlKey || event.metaKey
    const place = command && !event.shiftKey ? places[Number(event.key) - 1] : undefined
    if (place) void router.push(place.path)
    else if (command && event.key.toLowerCase() === 'o') void openFileDialog(event.shiftKey ? 'test' : 'train')
    else if (command && event.key === ',') openDialog.value = 'settings'
    else if (event.key === 'F6') movePane(event.shiftKey ? -1 : 1)
    else if (!command && event.key === '?' && !keepsKeys(event.target)) openDialog.value = 'shortcuts'
    else if (!command && event.key.toLowerCase() === 'i' && !keepsKeys(event.target)) inspector.toggle()
    else return
    event.preventDefault()
  })

  onEvent('menuCommand', ({ command, place }) => {
    if (command === 'open-train') void openFileDialog('train')
    else if (command === 'open-test') void openFileDialog('test')
    else if (command === 'show-shortcuts') openDialog.value = 'shortcuts'
    else if (places.some(({ name }) => name === place)) void router.push(`/${place}`)
  })
}

/** To the next pane: where the focus was in it, else its first control, else the pane itself. */
function movePane(step: number) {
  const panes = [...document.querySelectorAll<HTMLElement>('[data-pane]')]
  if (!panes.length) return
  const here = panes.findIndex((pane) => pane.contains(document.activeElement))
  const pane = panes[here < 0 ? 0 : (here + step + panes.length) % panes.length]
  const first = pane.querySelector<HTMLElement>(
    'a[href], button:not([disabled]), input:not([disabled]), select, [tabindex="0"]',
  )
  ;(first ?? pane).focus()
}
