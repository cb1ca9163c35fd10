import { afterEach, expect, it, vi } from 'vitest'
import { effectScope, nextTick, ref } from 'vue'
import { useUnhurried } from '#renderer/places/draw/use-unhurried.ts'

afterEach(() => void vi.useRealTimers())

it('follows at once, then ten times a second at most, and always to the last value', async () => {
  vi.useFakeTimers()
  const source = ref(0)
  const scope = effectScope()
  const shown = scope.run(() => useUnhurried(() => source.value))!
  const seen: number[] = []
  for (let ms = 0; ms < 300; ms += 10) {
    source.value++
    await nextTick()
    seen.push(shown.value)
    vi.advanceTimersByTime(10)
  }
  expect(seen[0]).toBe(1)
  expect(new Set(seen).size).toBeLessThanOrEqual(4)
  vi.advanceTimersByTime(100)
  expect(shown.value).toBe(30)
  scope.stop()
})
