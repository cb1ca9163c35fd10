import { computed, ref, watch } from 'vue'
import { useSession } from '../session.ts'
import type { DatasetSummary, Part } from '#rpc/contract/dataset.ts'

/** Kept while other places are visited. */
const wantedPart = ref<Part>('train')
const labels = ref<number[]>([])

/** How many digits of a dataset a label filter lets through; no labels: all. */
export function countFiltered(summary: Pick<DatasetSummary, 'rows' | 'classCounts'>, filter: number[]): number {
  if (!filter.length) return summary.rows
  return filter.reduce((sum, label) => sum + (summary.classCounts[label] ?? 0), 0)
}

/** Which part the Data place shows, and which labels of it. */
export function useDataPlace() {
  const session = useSession()

  const part = computed<Part>({
    get: () => (session[wantedPart.value] ? wantedPart.value : session.train ? 'train' : 'test'),
    set: (value) => (wantedPart.value = value),
  })
  const shown = computed(() => session[part.value])
  const total = computed(() => (shown.value ? countFiltered(shown.value, labels.value) : 0))

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

  return { part, labels, shown, total, onlyLabel }
}
