import { computed, shallowRef } from 'vue'

export interface PenFacts {
  type: string
  events: number
  samples: number
  /** Most samples that came with one event. */
  coalesced: number
  predicted: number
  pressure: readonly [low: number, high: number]
  tilt: readonly [x: number, y: number]
  buttons: number
  /** Events and samples in the last second. */
  eventsPerSecond: number
  samplesPerSecond: number
}

type Sample = Pick<PointerEvent, 'pointerType' | 'pressure' | 'tiltX' | 'tiltY' | 'buttons' | 'timeStamp'> &
  Partial<Pick<PointerEvent, 'getCoalescedEvents' | 'getPredictedEvents'>>

/** What the pointing device reports, as it moves over the pad. */
export function usePenTest() {
  const facts = shallowRef<PenFacts | null>(null)
  let recent: { time: number; samples: number }[] = []

  return {
    facts: computed(() => facts.value),
    add(event: Sample) {
      const before = facts.value?.type === event.pointerType ? facts.value : null
      if (!before) recent = []
      const samples = Math.max(1, event.getCoalescedEvents?.().length ?? 1)
      recent = [...recent.filter(({ time }) => time > event.timeStamp - 1000), { time: event.timeStamp, samples }]
      const [low, high] = before?.pressure ?? [event.pressure, event.pressure]
      facts.value = {
        type: event.pointerType,
        events: (before?.events ?? 0) + 1,
        samples: (before?.samples ?? 0) + samples,
        coalesced: Math.max(before?.coalesced ?? 1, samples),
        predicted: Math.max(before?.predicted ?? 0, event.getPredictedEvents?.().length ?? 0),
        pressure: [Math.min(low, event.pressure), Math.max(high, event.pressure)],
        tilt: [event.tiltX, event.tiltY],
        buttons: event.buttons,
        eventsPerSecond: recent.length,
        samplesPerSecond: recent.reduce((sum, each) => sum + each.samples, 0),
      }
    },
  }
}

export type PenTest = ReturnType<typeof usePenTest>
