import { computed, ref } from 'vue'
import type { RunSummary } from '#rpc/contract/run.ts'
import { groupRuns, type RunGroup } from './run-groups.ts'

const everything = 'all'

/** Whether every word stands in the name of the run or of one of its steps. */
export function matches(run: RunSummary, text: string): boolean {
  const where = JSON.stringify([run.name, run.spec.pipeline.steps]).toLowerCase()
  return text
    .toLowerCase()
    .split(/\s+/)
    .every((word) => where.includes(word))
}

/** Which of the saved runs Compare shows: by words, and by what they were judged on. */
export function useRunFilter(runs: () => RunSummary[], testSet: (run: RunSummary) => string) {
  const text = ref('')
  const wanted = ref(everything)
  const groups = computed<RunGroup[]>(() => groupRuns(runs(), testSet))
  const group = computed({
    // Its last run may have been deleted.
    get: () => (groups.value.some(({ id }) => id === wanted.value) ? wanted.value : everything),
    set: (id) => (wanted.value = id),
  })
  const choices = computed(() => [
    { value: everything, label: 'All test digits', note: String(runs().length) },
    ...groups.value.map(({ id, name, runs: { length } }) => ({ value: id, label: name, note: String(length) })),
  ])
  const shown = computed<RunGroup[]>(() =>
    groups.value
      .filter(({ id }) => group.value === everything || id === group.value)
      .map((each) => ({ ...each, runs: each.runs.filter((run) => matches(run, text.value.trim())) }))
      .filter(({ runs: { length } }) => length > 0),
  )
  return { text, group, choices, shown }
}
