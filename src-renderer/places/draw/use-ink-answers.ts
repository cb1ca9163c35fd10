import { nextTick, shallowRef, watch } from 'vue'
import type { Ref } from 'vue'
import { hasCode } from '#learn/app-error.ts'
import type { DigitAnswer, RunId } from '#rpc/contract/run.ts'
import { api } from '#renderer/api.ts'

/** For who measures: a mark of User Timing when the page shows all answers to the ink there was when they were asked for (`detail`, milliseconds). */
export const answeredMark = 'ink-answered'

function markAnswered(asked: number) {
  performance.clearMarks(answeredMark)
  performance.mark(answeredMark, { detail: asked })
}

/**
 * What every model says of the digit, while it is drawn. One question is under way at a time; when its answer comes the newest
 * digit is asked next, so answers keep up with the pen and never come out of order. `pixels` null: no ink, no answer.
 */
export function useInkAnswers(pixels: Readonly<Ref<Uint8Array | null>>, runs: Readonly<Ref<RunId[]>>) {
  const answers = shallowRef<ReadonlyMap<RunId, DigitAnswer>>(new Map())
  const error = shallowRef<unknown>(null)
  /** From asking to having all answers, in milliseconds. */
  const roundTrip = shallowRef<number | null>(null)
  let asking = false
  let stale = false

  async function ask() {
    stale = false
    if (!pixels.value || runs.value.length === 0) {
      answers.value = new Map()
      roundTrip.value = null
      return
    }
    asking = true
    const started = performance.now()
    try {
      const { answers: list, failures } = await api.predictDigit({ runs: runs.value, pixels: pixels.value })
      roundTrip.value = performance.now() - started
      error.value = failures[0]?.error ?? null
      // The pad may have been cleared meanwhile.
      if (pixels.value) answers.value = new Map(list.map((answer) => [answer.run, answer]))
      void nextTick(() => markAnswered(started))
    } catch (thrown) {
      if (!hasCode(thrown, 'aborted')) error.value = thrown
    } finally {
      asking = false
    }
    if (stale) await ask()
  }

  function request() {
    stale = true
    if (!pixels.value) answers.value = new Map()
    if (!asking) void ask()
  }

  watch([pixels, () => runs.value.join()], request, { immediate: true })

  return { answers, error, roundTrip, request }
}
