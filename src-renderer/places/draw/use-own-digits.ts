import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue'
import { useLocalStorage } from '@vueuse/core'
import { hasCode } from '#learn/app-error.ts'
import { listsFromStrokes, type Stroke } from '#learn/ink/stroke.ts'
import type { OwnAccuracy, OwnDigit, OwnSet } from '#rpc/contract/own.ts'
import type { RunId } from '#rpc/contract/run.ts'
import { api, onEvent } from '#renderer/api.ts'
import { firstHand, handsOf, setOf, type Purpose } from '#renderer/digits/own-sets.ts'
import { sentDigitFiles } from './send-pictures.ts'

/** Models are asked again about the whole set when the hand rests for so long. */
const restMs = 700

/** The set of own digits that is being written: kept one by one, changed, taken out and put back, and what models make of it. */
export function useOwnDigits(runs: Readonly<{ value: RunId[] }>) {
  const hand = useLocalStorage('digit-workbench-own-set', firstHand)
  const purpose = useLocalStorage<Purpose>('digit-workbench-own-purpose', 'training')
  const set = computed(() => setOf(hand.value, purpose.value))
  const sets = shallowRef<readonly OwnSet[]>([])
  const importing = ref(false)
  const stopped = new AbortController()
  const digits = shallowRef<readonly OwnDigit[]>([])
  const accuracies = shallowRef<ReadonlyMap<RunId, OwnAccuracy>>(new Map())
  const error = shallowRef<unknown>(null)
  const removed = shallowRef<OwnDigit[]>([])
  const selected = ref<string | null>(null)
  let timer: ReturnType<typeof setTimeout> | undefined
  let asking: AbortController | null = null

  async function guarded<T>(work: () => Promise<T>): Promise<T | null> {
    try {
      const value = await work()
      error.value = null
      return value
    } catch (thrown) {
      if (!hasCode(thrown, 'aborted')) error.value = thrown
      return null
    }
  }

  async function judge() {
    asking?.abort()
    if (digits.value.length === 0 || runs.value.length === 0) {
      accuracies.value = new Map()
      return
    }
    const mine = new AbortController()
    asking = mine
    const list = await guarded(() => api.ownAccuracy({ set: set.value, runs: runs.value }, { signal: mine.signal }))
    if (list && !mine.signal.aborted) accuracies.value = new Map(list.map((each) => [each.run, each]))
  }

  function judgeSoon() {
    clearTimeout(timer)
    timer = setTimeout(() => void judge(), restMs)
  }

  async function load() {
    const list = await guarded(() => api.ownDigits({ set: set.value }))
    digits.value = list ?? []
    removed.value = []
    selected.value = null
    void judge()
  }

  watch(set, () => void load(), { immediate: true })
  void guarded(() => api.ownSets()).then((list) => (sets.value = list ?? []))
  onScopeDispose(onEvent('ownChanged', (list) => (sets.value = list)))
  watch(() => runs.value.join(), judgeSoon)
  onScopeDispose(() => {
    stopped.abort()
    clearTimeout(timer)
    asking?.abort()
  })

  return {
    set,
    hand,
    purpose,
    hands: computed(() => handsOf(sets.value, hand.value)),
    /** Kept by this hand for a purpose. */
    count: (wanted: Purpose) => sets.value.find(({ name }) => name === setOf(hand.value, wanted))?.count ?? 0,
    importing,
    takeHand: (name: string) => void (hand.value = name),
    keepFor: (wanted: Purpose) => void (purpose.value = wanted),
    digits,
    accuracies,
    error,
    selected,
    canRestore: computed(() => removed.value.length > 0),
    load,
    select(id: string) {
      selected.value = selected.value === id ? null : id
    },

    /** True when it is safe on the disk: then the pad may be cleared. */
    async keep(label: number, strokes: readonly Stroke[], pixels?: Uint8Array): Promise<boolean> {
      const lists = listsFromStrokes(strokes)
      const digit = await guarded(() =>
        api.keepOwnDigit({ set: set.value, label, strokes: lists, ...(pixels === undefined ? {} : { pixels }) }),
      )
      if (digit === null) return false
      digits.value = [...digits.value, digit]
      judgeSoon()
      return true
    },

    /** CSV, IDX (with its labels) or JSON with strokes. Gives how many digits came. */
    async importFiles(files: readonly File[]): Promise<number> {
      importing.value = true
      const added = await guarded(async () => {
        let sum = 0
        for await (const source of sentDigitFiles(files, stopped.signal)) {
          sum += (await api.importOwnDigits({ set: set.value, source }, { signal: stopped.signal })).added
        }
        return sum
      })
      importing.value = false
      // An error stays where it stands; without one the set is read as it is now.
      if (added !== null) await load()
      return added ?? 0
    },

    async relabel(id: string, label: number) {
      const digit = await guarded(() => api.relabelOwnDigit({ set: set.value, id, label }))
      if (digit) digits.value = digits.value.map((each) => (each.id === id ? digit : each))
      judgeSoon()
    },

    async remove(id: string) {
      const digit = await guarded(() => api.deleteOwnDigit({ set: set.value, id }))
      if (!digit) return
      digits.value = digits.value.filter((each) => each.id !== id)
      removed.value = [...removed.value, digit]
      if (selected.value === id) selected.value = null
      judgeSoon()
    },

    async restore() {
      const digit = removed.value.at(-1)
      if (!digit) return
      const done = await guarded(async () => {
        await api.restoreOwnDigit({ set: set.value, digit })
        return true
      })
      if (!done) return
      removed.value = removed.value.slice(0, -1)
      digits.value = [...digits.value, digit].sort((a, b) => a.created - b.created)
      judgeSoon()
    },
  }
}

export type OwnDigits = ReturnType<typeof useOwnDigits>
