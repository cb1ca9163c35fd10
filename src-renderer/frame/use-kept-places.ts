import { computed, ref, watch } from 'vue'
import { useRouter } from 'vue-router'
import { useSession } from '#renderer/session.ts'

/** Their views are always kept: the wall its pages and its place, the pad its ink. */
const always = ['DataView', 'DrawView']

/**
 * Names of the views that stand as they were left, so that going back costs nothing. Those that nobody sees are let go once something
 * they show has changed: they need not follow along, and are built anew when they are wanted.
 */
export function useKeptPlaces() {
  const session = useSession()
  const route = useRouter().currentRoute
  const kept = ref<ReadonlySet<string>>(new Set(always))
  const shown = computed(() => viewName(route.value.matched.at(-1)?.components?.default))

  watch(shown, (name) => (kept.value = new Set([...kept.value, name])), { immediate: true })
  watch(() => [session.train, session.test, session.runs, session.jobs, session.threshold, session.ownMask], letGo)

  function letGo() {
    const stay = new Set([...always, shown.value])
    // While somebody drags a threshold there is nothing left to let go, and the frame need not hear of it.
    if (kept.value.size > stay.size) kept.value = stay
  }
  return computed(() => [...kept.value])
}

function viewName(view: unknown): string {
  return (view as { __name?: string } | undefined)?.__name ?? ''
}
