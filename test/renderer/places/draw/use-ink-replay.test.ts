import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope, nextTick, ref, shallowRef } from 'vue'
import type { Stroke } from '#learn/ink/stroke.ts'
import { useInkReplay } from '#renderer/places/draw/use-ink-replay.ts'

const asked = vi.hoisted(() => [] as number[])
vi.mock('#renderer/api.ts', () => ({
  api: {
    predictDigit: ({ pixels }: { pixels: Uint8Array }) => {
      asked.push(pixels[0])
      return Promise.resolve({ answers: [{ run: 'a', classes: [0, 1], predicted: 1 }], failures: [] })
    },
  },
}))

const stroke: Stroke = { points: Array.from({ length: 100 }, (_, k) => ({ x: 0, y: k, ms: 10 * k })) }

function start() {
  const written = shallowRef<readonly Stroke[] | null>([stroke])
  const scope = effectScope()
  // How many points there were.
  const replay = scope.run(() =>
    useInkReplay(written, ref(['a']), (strokes) => Uint8Array.of(strokes.flatMap(({ points }) => points).length)),
  )!
  return { written, replay, end: () => scope.stop() }
}

beforeEach(() => {
  asked.length = 0
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

describe('the ink time machine', () => {
  it('asks the models about the whole drawing when the hand rests', async () => {
    const { replay, end } = start()
    await vi.advanceTimersByTimeAsync(300)
    expect(asked).toEqual([])
    await vi.advanceTimersByTimeAsync(200)
    expect(replay.moments.value).toHaveLength(40)
    expect(asked).toEqual([...asked].sort((a, b) => a - b))
    expect(asked.at(-1)).toBe(100)
    end()
  })

  it('asks nothing while the pen is down, and forgets what was said of older ink', async () => {
    const { written, replay, end } = start()
    await vi.advanceTimersByTimeAsync(500)
    const before = asked.length
    written.value = null
    await nextTick()
    expect(replay.moments.value).toEqual([])
    await vi.advanceTimersByTimeAsync(5000)
    expect(asked).toHaveLength(before)
    end()
  })

  it('shows a moment, and comes back to now at the end', () => {
    const { replay, end } = start()
    replay.seek(500)
    expect(replay.strokes.value?.[0].points).toHaveLength(51)
    replay.seek(990)
    expect(replay.strokes.value).toBeNull()
    replay.seek(-5)
    expect(replay.strokes.value?.[0].points).toHaveLength(1)
    end()
  })

  it('plays at the pace of the hand, can be paused, and stops at the end', async () => {
    vi.stubGlobal('requestAnimationFrame', (step: (now: number) => void) =>
      setTimeout(() => step(performance.now()), 16),
    )
    vi.stubGlobal('cancelAnimationFrame', (frame: number) => clearTimeout(frame))
    const { replay, end } = start()
    replay.toggle()
    await vi.advanceTimersByTimeAsync(480)
    expect(replay.moment.value).toBeCloseTo(480, -1)
    replay.toggle()
    await vi.advanceTimersByTimeAsync(480)
    expect([replay.playing.value, Math.round(replay.moment.value ?? 0)]).toEqual([false, 480])
    replay.toggle()
    await vi.advanceTimersByTimeAsync(600)
    expect([replay.playing.value, replay.moment.value]).toEqual([false, null])
    end()
  })

  it('ends the replay when something new is written', async () => {
    const { written, replay, end } = start()
    replay.seek(200)
    written.value = [stroke, stroke]
    await nextTick()
    expect(replay.moment.value).toBeNull()
    end()
  })
})
