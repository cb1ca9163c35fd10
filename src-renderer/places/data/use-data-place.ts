import { computed, ref, watch } from 'vue'
import { useSelection } from '#renderer/selection.ts'
import { useSession } from '#renderer/session.ts'
import type { DatasetSummary, Part } from '#rpc/contract/dataset.ts'

/** `both`: the training digits and after them the test digits. */
export type ShownPart = Part | 'both'
export type DataFigure = 'wall' | 'first' | 'means' | 'greys'

/** Kept while other places are visited. */
const wantedPart = ref<ShownPart>('train')
const figure = ref<DataFigure>('wall')
const labels = ref<number[]>([])
/** How many digits of each part the first figure shows. */
const firstCount = ref('20')
const wantsSelected = ref(false)

/** A tile of the wall was clicked; else the selection came from a figure elsewhere. */
export function isTile(from: string): boolean {
  return from.startsWith('tile ')
}

/** How many digits of a dataset a label filter lets through; no labels: all. */
export function countFiltered(summary: Pick<DatasetSummary, 'rows' | 'classCounts'>, filter: number[]): number {
  if (!filter.length) return summary.rows
  return filter.reduce((sum, label) => sum + (summary.classCounts[label] ?? 0), 0)
}

/** Which part the Data place shows, and which digits of it. */
export function useDataPlace() {
  const session = useSession()
  const selection = useSelection()

  const canShowBoth = computed(() => {
    const { train, test } = session
    return train !== null && test !== null && train.height === test.height && train.width === test.width
  })
  const part = computed<ShownPart>({
    get() {
      const wanted = wantedPart.value
      if (wanted === 'both' ? canShowBoth.value : session[wanted]) return wanted
      return session.train ? 'train' : 'test'
    },
    set: (value) => (wantedPart.value = value),
  })
  /** The datasets shown, in order. */
  const sets = computed(() => {
    const { train, test } = session
    return (part.value === 'both' ? [train, test] : [session[part.value]]).filter((set) => set !== null)
  })
  /** The one that figures of a single dataset are about. */
  const shown = computed<DatasetSummary | null>(() => sets.value[0] ?? null)

  /** What was selected elsewhere among the digits shown; digits of a file that is not open cannot be. */
  const selected = computed(() => {
    const { current } = selection
    if (!current || isTile(current.from) || !sets.value.some(({ id }) => id === current.dataset)) return null
    return { sentence: current.sentence, count: current.rows.length }
  })
  /** Whether the wall shows those alone. */
  const onlySelected = computed({
    get: () => wantsSelected.value && selected.value !== null,
    set: (value) => (wantsSelected.value = value),
  })
  watch(
    () => selection.current,
    (current) => {
      const parts: Part[] = ['test', 'train']
      const holder = parts.find((each) => session[each]?.id === current?.dataset)
      wantsSelected.value = current !== null && !isTile(current.from) && holder !== undefined
      if (!wantsSelected.value || holder === undefined) return
      figure.value = 'wall'
      part.value = holder
    },
    { immediate: true },
  )

  watch(
    () => shown.value?.id,
    (_, before) => {
      if (before) labels.value = labels.value.filter((label) => (shown.value?.classCounts[label] ?? 0) > 0)
    },
  )

  /** That digit only; the same again: all. */
  function onlyLabel(label: number) {
    if (!sets.value.some(({ classCounts }) => classCounts[label] > 0)) return
    const again = !onlySelected.value && labels.value.length === 1 && labels.value[0] === label
    labels.value = again ? [] : [label]
    onlySelected.value = false
  }

  return { part, figure, firstCount, labels, shown, sets, canShowBoth, selected, onlySelected, onlyLabel }
}
