import { useEventListener } from '@vueuse/core'
import { useSession } from '#renderer/session.ts'

/** In a browser, which asks in its own words. Electron asks by a dialog of its own, and would silently refuse to close here. */
export function useLeavingQuestion() {
  const session = useSession()
  useEventListener(window, 'beforeunload', (event: BeforeUnloadEvent) => {
    if (session.description?.host !== 'browser') return
    if (session.runningJob !== null || session.queuedJobs > 0) event.preventDefault()
  })
}
