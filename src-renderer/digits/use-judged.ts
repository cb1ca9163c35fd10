import { computed, type Ref } from 'vue'
import { api } from '#renderer/api.ts'
import { judgedOf, type Judged } from './judged.ts'
import type { RunSummary } from '#rpc/contract/run.ts'
import { type RunAnswer, useRunAnswer } from './use-run-answer.ts'

/** All that a run says of its test digits: asked for once, then every figure is counted on the page. */
export function useJudged(run: Ref<RunSummary | null>): RunAnswer<Judged> {
  const id = computed(() => run.value?.id ?? null)
  return useRunAnswer(id, async (asked, signal) => {
    const positive = run.value?.spec.pipeline.positive
    return judgedOf(await api.judgement({ run: asked }, { signal }), positive)
  })
}
