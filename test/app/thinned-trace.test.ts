import { describe, expect, it } from 'vitest'
import { ThinnedTrace } from '#app/thinned-trace.ts'

function trace(length: number, most?: number) {
  const thinned = new ThinnedTrace(most)
  for (let i = 0; i < length; i++) thinned.add(i)
  return thinned.values()
}

describe('ThinnedTrace', () => {
  it('keeps all values while they are few', () => {
    expect(trace(0)).toEqual([])
    expect(trace(1)).toEqual([0])
    expect(trace(50)).toEqual([...Array(50).keys()])
  })

  it.each([119, 120, 121, 240, 1000, 12_345])(
    'keeps at most 120 of %i values, evenly, the first and the latest among them',
    (length) => {
      const values = trace(length)
      expect(values.length).toBeLessThanOrEqual(120)
      expect(values.length).toBeGreaterThanOrEqual(Math.min(length, 60))
      expect(values[0]).toBe(0)
      expect(values.at(-1)).toBe(length - 1)
      const steps = values.slice(1, -1).map((value, i) => value - values[i])
      expect(new Set(steps).size).toBe(1)
    },
  )
})
