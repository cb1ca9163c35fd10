import type { Ref } from 'vue'
import { api } from '#renderer/api.ts'
import { useLatest, type Latest } from '#renderer/composables/use-latest.ts'
import { judgedOf, type Judged } from './judged.ts'
import type { RunSummary } from '#rpc/contract/run.ts'

/** All that a run says of its test digits: asked for once, then every figure is counted on the page. */
export function useJudged(run: Ref<RunSummary | null>): Latest<Judged> {
  // Not asked again when only the run's name has changed.
  return useLatest(
    () => run.value?.id ?? null,
    async (asked, signal) => {
      const positive = run.value?.spec.pipeline.positive
      return judgedOf(await api.judgement({ run: asked }, { signal }), positive)
    },
  )
}
