import { computed } from 'vue'
import { useSession } from '#renderer/session.ts'

/** What the key for commands is called on this machine. */
export function useCommandKey() {
  const session = useSession()
  return computed(() => (session.description?.platform.startsWith('darwin') ? '⌘' : 'Ctrl'))
}
