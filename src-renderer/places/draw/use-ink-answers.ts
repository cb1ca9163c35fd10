import { nextTick, onScopeDispose, shallowRef, watch } from 'vue'
import type { Ref } from 'vue'
import { hasCode } from '#learn/app-error.ts'
import type { DigitAnswer, RunId } from '#rpc/contract/run.ts'
import { api } from '#renderer/api.ts'
import { useShown } from '#renderer/composables/use-shown.ts'
import { markAnswered } from './answered-mark.ts'
import { unhurriedMs } from './use-unhurried.ts'

const otherSize = 'It was trained on images of another size.'

/**
 * What every model says of the digit, while it is drawn. One question is under way at a time; when its answer has come the newest
 * digit is asked next, ten times a second at most, so answers keep up with the pen and never come out of order. A slow machine rests
 * as long as an answer took, for the ink. When a stroke is finished (`finished` changes) it is asked about at once, and what was asked
 * of the unfinished one is taken back. `pixels` null: no ink, no answer.
 */
export function useInkAnswers(
  pixels: Readonly<Ref<Uint8Array | null>>,
  runs: Readonly<Ref<RunId[]>>,
  finished?: Readonly<Ref<unknown>>,
) {
  const answers = shallowRef<ReadonlyMap<RunId, DigitAnswer>>(new Map())
  /** Those that were asked and gave no answer, with the reason. */
  const silent = shallowRef<ReadonlyMap<RunId, string>>(new Map())
  const error = shallowRef<unknown>(null)
  /** From asking to having all answers, in milliseconds. */
  const roundTrip = shallowRef<number | null>(null)
  const shown = useShown()
  let asking: { of: Uint8Array; abort: AbortController } | null = null
  let resting: ReturnType<typeof setTimeout> | undefined
  let stale = false
  /** Counts the digits: what is said of one says nothing of the next. */
  let turn = 0

  function forget() {
    turn++
    answers.value = new Map()
    silent.value = new Map()
    roundTrip.value = null
  }

  async function ask() {
    stale = false
    if (!pixels.value || runs.value.length === 0) return
    const mine = turn
    const question = (asking = { of: pixels.value, abort: new AbortController() })
    const asked = runs.value
    const started = performance.now()
    try {
      const { answers: list, failures } = await api.predictDigit(
        { runs: asked, pixels: question.of },
        { signal: question.abort.signal },
      )
      error.value = null
      if (mine === turn) {
        roundTrip.value = performance.now() - started
        answers.value = new Map(list.map((answer) => [answer.run, answer]))
        const reasons = new Map(failures.map(({ run, error }) => [run, error.message]))
        const without = asked.filter((id) => !answers.value.has(id))
        silent.value = new Map(without.map((id) => [id, reasons.get(id) ?? otherSize]))
        void nextTick(() => markAnswered(started))
      }
    } catch (thrown) {
      if (!hasCode(thrown, 'aborted')) error.value = thrown
    } finally {
      asking = null
    }
    const took = performance.now() - started
    if (question.abort.signal.aborted) return wake()
    resting = setTimeout(wake, Math.max(took, unhurriedMs - took))
  }

  function rise() {
    clearTimeout(resting)
    resting = undefined
  }

  function wake() {
    rise()
    if (stale) void ask()
  }

  function request() {
    stale = true
    if (!pixels.value || runs.value.length === 0) {
      forget()
      rise()
      asking?.abort.abort()
    }
    if (!asking && resting === undefined && shown.value) void ask()
  }

  watch([pixels, () => runs.value.join()], request, { immediate: true })
  watch(shown, () => stale && request())
  if (finished) {
    watch(finished, () => {
      if (asking && pixels.value && !alike(asking.of, pixels.value)) asking.abort.abort()
      else if (resting !== undefined) wake()
    })
  }
  onScopeDispose(rise)

  return { answers, silent, error, roundTrip, request }
}

function alike(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((level, at) => level === b[at])
}
