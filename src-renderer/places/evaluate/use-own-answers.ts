import { computed, type Ref } from 'vue'
import type { RunId } from '#rpc/contract/run.ts'
import { api } from '#renderer/api.ts'
import { useLatest } from '#renderer/composables/use-latest.ts'
import type { OwnPicture } from './own-picture.ts'

export interface OwnAnswer {
  /** Classes that the model gives it; null where there is no such picture. */
  asIs: number | null
  normalised: number | null
}

/** What one model reads in own digits, by their keys. */
export function useOwnAnswers(run: Ref<RunId>, pictures: Ref<OwnPicture[]>) {
  const { answer, error, reload } = useLatest(
    () => ({ model: run.value, digits: pictures.value }),
    async ({ model, digits }, signal) => {
      const ask = async (pixels: Uint8Array | null) => {
        if (pixels === null) return null
        const { answers } = await api.predictDigit({ runs: [model], pixels }, { signal })
        return answers.at(0)?.predicted ?? null
      }
      const found = await Promise.all(
        digits.map(async ({ key, asIs, normalised }): Promise<[string, OwnAnswer]> => {
          return [key, { asIs: await ask(asIs), normalised: await ask(normalised) }]
        }),
      )
      return { model, byKey: new Map(found) }
    },
    { keep: true },
  )
  // Of the same model those known stay while new pictures are read.
  const answers = computed<ReadonlyMap<string, OwnAnswer>>(() =>
    answer.value?.model === run.value ? answer.value.byKey : new Map(),
  )
  return { answers, error, reload }
}
