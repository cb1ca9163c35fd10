import { onScopeDispose, shallowRef, watch, type Ref, type ShallowRef } from 'vue'
import { hasCode } from '#learn/app-error.ts'
import type { RunId } from '#rpc/contract/run.ts'
import { api } from '#renderer/api.ts'
import type { OwnPicture } from './own-picture.ts'

export interface OwnAnswer {
  /** Classes that the model gives it; null where there is no such picture, or the model is of another size. */
  asIs: number | null
  normalised: number | null
}

/** What one model reads in own digits, by their keys; a late answer of another model never shows. */
export function useOwnAnswers(
  run: Ref<RunId>,
  pictures: Ref<OwnPicture[]>,
): { answers: ShallowRef<ReadonlyMap<string, OwnAnswer>>; error: ShallowRef<unknown> } {
  const answers = shallowRef<ReadonlyMap<string, OwnAnswer>>(new Map())
  const error = shallowRef<unknown>(null)
  let asked: AbortController | null = null

  watch(
    [run, pictures],
    async ([model, digits], [before]) => {
      asked?.abort()
      const controller = (asked = new AbortController())
      if (model !== before) answers.value = new Map()
      error.value = null
      const ask = async (pixels: Uint8Array | null) => {
        if (pixels === null) return null
        const [answer] = await api.predictDigit({ runs: [model], pixels }, { signal: controller.signal })
        return answer?.predicted ?? null
      }
      try {
        const found = await Promise.all(
          digits.map(async ({ key, asIs, normalised }) => {
            return [key, { asIs: await ask(asIs), normalised: await ask(normalised) }] as const
          }),
        )
        if (asked === controller) answers.value = new Map(found)
      } catch (thrown) {
        if (asked === controller && !hasCode(thrown, 'aborted')) error.value = thrown
      }
    },
    { immediate: true },
  )
  onScopeDispose(() => asked?.abort())
  return { answers, error }
}
