import { computed, ref, watch } from 'vue'
import { useSession } from '#renderer/session.ts'
import type { DatasetSummary, Part } from '#rpc/contract/dataset.ts'

/** `both`: the training digits and after them the test digits. */
export type ShownPart = Part | 'both'
export type DataFigure = 'wall' | 'first' | 'means'

/** Kept while other places are visited. */
const wantedPart = ref<ShownPart>('train')
const figure = ref<DataFigure>('wall')
const labels = ref<number[]>([])

/** How many digits of a dataset a label filter lets through; no labels: all. */
export function countFiltered(summary: Pick<DatasetSummary, 'rows' | 'classCounts'>, filter: number[]): number {
  if (!filter.length) return summary.rows
  return filter.reduce((sum, label) => sum + (summary.classCounts[label] ?? 0), 0)
}

/** Which part the Data place shows, and which labels of it. */
export function useDataPlace() {
  const session = useSession()

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

  watch(
    () => shown.value?.id,
    (_, before) => {
      if (before) labels.value = labels.value.filter((label) => (shown.value?.classCounts[label] ?? 0) > 0)
    },
  )

  /** Keys 0 to 9: that digit only; the same again: all. */
  function onlyLabel(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey || !/^[0-9]$/.test(event.key)) return
    const label = Number(event.key)
    if (!shown.value?.classCounts[label]) return
    labels.value = labels.value.length === 1 && labels.value[0] === label ? [] : [label]
  }

  return { part, figure, labels, shown, sets, canShowBoth, onlyLabel }
}
