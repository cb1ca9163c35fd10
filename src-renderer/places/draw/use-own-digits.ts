import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue'
import { useLocalStorage } from '@vueuse/core'
import { hasCode } from '#learn/app-error.ts'
import { listsFromStrokes, pointersOf, type Stroke } from '#learn/ink/stroke.ts'
import type { OwnAccuracy, OwnDigit, OwnFormat, OwnSet } from '#rpc/contract/own.ts'
import type { RunId } from '#rpc/contract/run.ts'
import { api, onEvent } from '#renderer/api.ts'
import { useShown } from '#renderer/composables/use-shown.ts'
import { handsOf, setOf, useHand, type Purpose } from '#renderer/digits/own-sets.ts'
import { saveFile } from '#renderer/figure/hand-out.ts'
import { clockFromFirstPoint } from './clock-from-first-point.ts'
import { sentDigitFiles } from './send-pictures.ts'

/** Models are asked again about the whole set when the hand rests for so long. */
const restMs = 700

/** What a model makes of the set, digit by digit: the set may have changed since. */
export interface OwnJudgement extends Omit<OwnAccuracy, 'predicted'> {
  predicted: ReadonlyMap<OwnDigit['id'], number>
}

/** A digit to be kept: ink with what drew it, or the pixels of a picture. */
export type DigitToKeep = { strokes: readonly Stroke[]; nib: number; response: number } | { pixels: Uint8Array }

/** The set of own digits that is being written: kept one by one, changed, taken out and put back, and what models make of it. */
export function useOwnDigits(runs: Readonly<{ value: RunId[] }>) {
  const hand = useHand()
  const purpose = useLocalStorage<Purpose>('digit-workbench-own-purpose', 'training')
  const set = computed(() => setOf(hand.value, purpose.value))
  const sets = shallowRef<readonly OwnSet[]>([])
  const importing = ref(false)
  const stopped = new AbortController()
  const digits = shallowRef<readonly OwnDigit[]>([])
  const judgements = shallowRef<ReadonlyMap<RunId, OwnJudgement>>(new Map())
  const error = shallowRef<unknown>(null)
  const removed = shallowRef<OwnDigit[]>([])
  const selected = ref<string | null>(null)
  /** The id of what was sent, by what was sent, where nobody knows whether it arrived: sent again under its id, it is kept once. */
  const unanswered = new Map<string, string>()
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
      judgements.value = new Map()
      return
    }
    const mine = (asking = new AbortController())
    const asked = digits.value
    const list = await guarded(() => api.ownAccuracy({ set: set.value, runs: runs.value }, { signal: mine.signal }))
    if (!list || mine.signal.aborted) return
    judgements.value = new Map(
      list.map(({ predicted, ...each }) => [
        each.run,
        { ...each, predicted: new Map(asked.map(({ id }, k) => [id, predicted[k]])) },
      ]),
    )
  }

  function judgeSoon() {
    // What is on its way is said of the digits as they were.
    asking?.abort()
    clearTimeout(timer)
    timer = setTimeout(() => void judge(), restMs)
  }

  /** What happened to a set shows only while that set is shown. */
  function become(changed: string, next: (now: readonly OwnDigit[]) => readonly OwnDigit[]) {
    if (changed !== set.value) return
    digits.value = next(digits.value)
    judgeSoon()
  }

  async function load() {
    const wanted = set.value
    digits.value = []
    judgements.value = new Map()
    removed.value = []
    selected.value = null
    const list = await guarded(() => api.ownDigits({ set: wanted }))
    if (wanted !== set.value) return
    digits.value = list ?? []
    void judge()
  }

  watch(set, () => void load(), { immediate: true })
  void guarded(() => api.ownSets()).then((list) => (sets.value = list ?? []))
  onScopeDispose(onEvent('ownChanged', (list) => (sets.value = list)))
  // Models that come while another place is shown are asked when somebody can see it.
  const shown = useShown()
  let judges = runs.value.join()
  watch([() => runs.value.join(), shown], ([now]) => {
    if (!shown.value || now === judges) return
    judges = now
    judgeSoon()
  })
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
    judgements,
    error,
    selected,
    canRestore: computed(() => removed.value.length > 0),
    load,
    select(id: string) {
      selected.value = selected.value === id ? null : id
    },

    /** True when it is safe on the disk: then the pad may let go of it. */
    async keep(label: number, given: DigitToKeep): Promise<boolean> {
      const into = set.value
      const ink = 'strokes' in given ? storedInk(given) : { strokes: [], pixels: given.pixels }
      const sent = JSON.stringify([into, label, ink])
      const id = unanswered.get(sent) ?? crypto.randomUUID()
      const digit = await guarded(() => api.keepOwnDigit({ set: into, id, label, ...ink }))
      if (digit === null) {
        unanswered.set(sent, id)
        return false
      }
      unanswered.delete(sent)
      // A set that was read meanwhile has it already.
      become(into, (now) => (now.some(({ id }) => id === digit.id) ? now : [...now, digit]))
      return true
    },

    /** CSV, IDX (with its labels) or JSON with strokes. Gives how many digits came. */
    async importFiles(files: readonly File[]): Promise<number> {
      const into = set.value
      importing.value = true
      const added = await guarded(async () => {
        let sum = 0
        for await (const source of sentDigitFiles(files, stopped.signal)) {
          sum += (await api.importOwnDigits({ set: into, source }, { signal: stopped.signal })).added
        }
        return sum
      })
      importing.value = false
      // An error stays where it stands; without one the set is read as it is now.
      if (added !== null && into === set.value) await load()
      return added ?? 0
    },

    async exportAs(format: OwnFormat) {
      const files = await guarded(() => api.exportOwnDigits({ set: set.value, format }))
      for (const { name, bytes } of files ?? []) saveFile(name, new Blob([new Uint8Array(bytes)]))
    },

    async relabel(id: string, label: number) {
      const where = set.value
      const digit = await guarded(() => api.relabelOwnDigit({ set: where, id, label }))
      if (digit) become(where, (now) => now.map((each) => (each.id === id ? digit : each)))
    },

    async remove(id: string) {
      const where = set.value
      const digit = await guarded(() => api.deleteOwnDigit({ set: where, id }))
      if (!digit || where !== set.value) return
      removed.value = [...removed.value, digit]
      if (selected.value === id) selected.value = null
      become(where, (now) => now.filter((each) => each.id !== id))
    },

    async restore() {
      const where = set.value
      const digit = removed.value.at(-1)
      if (!digit) return
      // Taken out of the list at once: a second press puts back the one before.
      removed.value = removed.value.slice(0, -1)
      const done = await guarded(async () => {
        await api.restoreOwnDigit({ set: where, digit })
        return true
      })
      if (done) become(where, (now) => [...now, digit].sort((a, b) => a.created - b.created))
      else if (where === set.value) removed.value = [...removed.value, digit]
    },
  }
}

export type OwnDigits = ReturnType<typeof useOwnDigits>

function storedInk({ strokes, nib, response }: { strokes: readonly Stroke[]; nib: number; response: number }) {
  const pointers = pointersOf(strokes)
  const lists = listsFromStrokes(clockFromFirstPoint(strokes))
  return { strokes: lists, nib, response, ...(pointers === null ? {} : { pointers }) }
}
