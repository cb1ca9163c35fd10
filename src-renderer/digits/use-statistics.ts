import { computed, onScopeDispose, shallowRef, toValue, watch, type MaybeRefOrGetter } from 'vue'
import { api } from '#renderer/api.ts'
import type { DatasetId, DatasetStatistics } from '#rpc/contract/dataset.ts'

/** Two datasets are open at most; a few more are kept for going back. */
const kept = new Map<DatasetId, Promise<DatasetStatistics>>()
const keptAtMost = 4

function statisticsOf(dataset: DatasetId): Promise<DatasetStatistics> {
  const known = kept.get(dataset)
  if (known) return known
  const asked = api.datasetStatistics({ dataset })
  kept.set(dataset, asked)
  asked.catch(() => kept.delete(dataset))
  if (kept.size > keptAtMost) kept.delete(kept.keys().next().value ?? '')
  return asked
}

/** Means, variances and ranges of a dataset, asked for once. */
export function useStatistics(dataset: MaybeRefOrGetter<DatasetId | null | undefined>) {
  const statistics = shallowRef<DatasetStatistics | null>(null)
  const error = shallowRef<unknown>(null)
  let gone = false
  onScopeDispose(() => (gone = true))

  async function load() {
    const id = toValue(dataset)
    error.value = null
    statistics.value = null
    if (!id) return
    const current = () => !gone && toValue(dataset) === id
    try {
      const found = await statisticsOf(id)
      if (current()) statistics.value = found
    } catch (thrown) {
      if (current()) error.value = thrown
    }
  }

  watch(() => toValue(dataset), load, { immediate: true })
  return { statistics, error, reload: load }
}

/** Of one or two datasets, in their order: null until all are known. `failed` is the one that could not be had. */
export function useStatisticsOfAll(sets: () => readonly { id: DatasetId }[]) {
  const parts = [0, 1].map((k) => useStatistics(() => sets()[k]?.id))
  const statistics = computed(() => {
    const found = sets().map((_, k) => parts[k].statistics.value)
    return found.every((each) => each !== null) ? found : null
  })
  const failed = computed(() => parts.find(({ error }) => error.value) ?? null)
  return { statistics, failed }
}
