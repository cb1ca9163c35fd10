import { computed, type Ref } from 'vue'
import { useLocalStorage } from '@vueuse/core'
import type { RunId, RunSummary } from '#rpc/contract/run.ts'

/** Until somebody chooses. */
const usualCount = 8
/** The data process keeps so many models ready; one more would mean reading all of them again at every stroke. */
export const mostShown = 32

/** Without a choice: half the newest, which somebody has just trained, and half the best of the others. `runs`: newest first. */
export function usualRuns(runs: readonly RunSummary[]): RunSummary[] {
  const newest = runs.slice(0, usualCount / 2)
  const others = runs.slice(usualCount / 2)
  const best = others.toSorted((a, b) => (b.accuracy ?? 0) - (a.accuracy ?? 0)).slice(0, usualCount / 2)
  return [...newest, ...others.filter((run) => best.includes(run))]
}

/** The models that the pad asks, in the order of all: a few by themselves, others by choice, which is remembered. */
export function useShownRuns(runs: Readonly<Ref<readonly RunSummary[]>>) {
  const choice = useLocalStorage<Record<RunId, boolean>>('digit-workbench-draw-models', {})
  const usual = computed(() => new Set(usualRuns(runs.value).map(({ id }) => id)))
  const shown = computed(() =>
    runs.value.filter(({ id }) => choice.value[id] ?? usual.value.has(id)).slice(0, mostShown),
  )

  return {
    shown,
    ids: computed(() => shown.value.map(({ id }) => id)),
    isFull: computed(() => shown.value.length === mostShown),
    choose(id: RunId, wanted: boolean) {
      const known = Object.entries(choice.value).filter(([each]) => runs.value.some((run) => run.id === each))
      choice.value = { ...Object.fromEntries(known), [id]: wanted }
    },
    /** The usual ones again. */
    reset: () => void (choice.value = {}),
    isUsual: computed(() =>
      runs.value.every(({ id }) => (choice.value[id] ?? usual.value.has(id)) === usual.value.has(id)),
    ),
  }
}

export type ShownRuns = ReturnType<typeof useShownRuns>
