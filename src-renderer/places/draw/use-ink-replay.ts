import { computed, onDeactivated, onScopeDispose, ref, shallowRef, watch } from 'vue'
import type { Ref } from 'vue'
import { usePreferredReducedMotion } from '@vueuse/core'
import type { Stroke } from '#learn/ink/stroke.ts'
import type { RunId } from '#rpc/contract/run.ts'
import { api } from '#renderer/api.ts'
import { evenMoments, inkTimeline } from './ink-timeline.ts'
import type { InkMoment } from './score-curves.ts'

const momentsOfACurve = 40
/** The curves are asked for when the hand rests for so long. */
const restMs = 400
/** Without motion the replay goes from still to still. */
const stills = 8
const stillMs = 600

/**
 * The ink time machine: any moment of the drawing again, and what the models said of it. `written` null: the pen is on the pad, and
 * nothing is asked that could keep its answers waiting.
 */
export function useInkReplay(
  written: Readonly<Ref<readonly Stroke[] | null>>,
  runs: Readonly<Ref<RunId[]>>,
  pixelsOf: (strokes: readonly Stroke[]) => Uint8Array | null,
) {
  const motion = usePreferredReducedMotion()
  const timeline = computed(() => inkTimeline(written.value ?? []))
  /** Ink time; null: now, as it was left. */
  const moment = ref<number | null>(null)
  const playing = ref(false)
  const moments = shallowRef<readonly InkMoment[]>([])
  let timer: ReturnType<typeof setTimeout> | undefined
  let tick: { stop(): void } | null = null
  let asking: AbortController | null = null

  async function askAll() {
    const mine = (asking = new AbortController())
    const found: InkMoment[] = []
    const { duration, until } = timeline.value
    try {
      for (const ms of evenMoments(duration, momentsOfACurve)) {
        const pixels = pixelsOf(until(ms))
        if (!pixels) continue
        const { answers } = await api.predictDigit({ runs: runs.value, pixels }, { signal: mine.signal })
        if (mine.signal.aborted) return
        found.push({ ms, answers: new Map(answers.map((answer) => [answer.run, answer])) })
      }
      moments.value = found
    } catch {
      // The live answers say what is wrong; without it there are no curves.
      if (!mine.signal.aborted) moments.value = []
    }
  }

  function pause() {
    playing.value = false
    tick?.stop()
    tick = null
  }

  function seek(ms: number) {
    const { duration } = timeline.value
    moment.value = ms >= duration ? null : Math.max(0, ms)
  }

  function play() {
    pause()
    const { duration } = timeline.value
    if (duration === 0) return
    playing.value = true
    const begin = moment.value ?? 0
    moment.value = begin
    tick = motion.value === 'reduce' ? everyStill(duration) : everyFrame(begin)
  }

  function advance(ms: number) {
    seek(ms)
    if (moment.value === null) pause()
  }

  function everyFrame(begin: number) {
    const started = performance.now()
    let frame = requestAnimationFrame(function step(now) {
      frame = requestAnimationFrame(step)
      advance(begin + Math.max(0, now - started))
    })
    return { stop: () => cancelAnimationFrame(frame) }
  }

  function everyStill(duration: number) {
    const interval = setInterval(() => advance((moment.value ?? 0) + duration / stills), stillMs)
    return { stop: () => clearInterval(interval) }
  }

  function leave() {
    pause()
    moment.value = null
  }

  watch(
    [written, () => runs.value.join()],
    () => {
      leave()
      clearTimeout(timer)
      asking?.abort()
      moments.value = []
      if (timeline.value.duration > 0 && runs.value.length > 0) timer = setTimeout(() => void askAll(), restMs)
    },
    { immediate: true },
  )
  onDeactivated(pause)
  onScopeDispose(() => {
    pause()
    clearTimeout(timer)
    asking?.abort()
  })

  return {
    timeline,
    moment,
    playing,
    moments,
    /** What was on the pad at the chosen moment; null: now. */
    strokes: computed(() => (moment.value === null ? null : timeline.value.until(moment.value))),
    seek(ms: number) {
      pause()
      seek(ms)
    },
    toggle: () => (playing.value ? pause() : play()),
    leave,
  }
}

export type InkReplay = ReturnType<typeof useInkReplay>
