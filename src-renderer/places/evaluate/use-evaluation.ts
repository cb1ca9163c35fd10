import type { Ref } from 'vue'
import { api } from '#renderer/api.ts'
import { useLatest, type Latest } from '#renderer/composables/use-latest.ts'
import type { Evaluation, RunId } from '#rpc/contract/run.ts'

/** The scores of the run that is chosen. */
export function useEvaluation(run: Ref<RunId | null>): Latest<Evaluation> {
  return useLatest(run, (asked, signal) => api.evaluation({ run: asked }, { signal }))
}
