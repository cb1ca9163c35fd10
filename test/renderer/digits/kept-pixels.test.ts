import { describe, expect, it } from 'vitest'
import { countKept, keptPixels } from '#renderer/digits/kept-pixels.ts'

const statistics = {
  variance: Float64Array.of(0, 1e-14, 0.2, 99.9, 100, 100.1, 5000),
  min: Uint8Array.of(0, 7, 0, 0, 0, 0, 0),
  max: Uint8Array.of(0, 7, 1, 80, 90, 255, 255),
}

describe('the mask at a threshold', () => {
  it('keeps pixels whose variance is above the threshold, not at it', () => {
    expect([...keptPixels(statistics, 100)]).toEqual([0, 0, 0, 0, 0, 1, 1])
  })

  it('drops constant pixels at threshold 0 even where rounding left a variance', () => {
    expect([...keptPixels(statistics, 0)]).toEqual([0, 0, 1, 1, 1, 1, 1])
  })

  it('counts what is kept', () => {
    expect(countKept(keptPixels(statistics, 99))).toBe(4)
    expect(countKept(keptPixels(statistics, 1e9))).toBe(0)
  })
})
