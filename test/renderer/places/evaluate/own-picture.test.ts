import { describe, expect, it } from 'vitest'
import { nearestMean, strangeInk } from '#renderer/places/evaluate/own-picture.ts'

describe('a picture of an own digit', () => {
  it('has strange ink where the mean of its class is faint', () => {
    const mean = Float64Array.of(200, 100, 19, 0)
    expect(strangeInk(Uint8Array.of(100, 100, 50, 0), mean)).toEqual({ share: 0.2, most: 2 })
    expect(strangeInk(new Uint8Array(4), mean)).toEqual({ share: 0, most: 3 })
  })

  it('lies nearest to one of the means', () => {
    const means = [Float64Array.of(255, 0), Float64Array.of(0, 255), Float64Array.of(100, 100)]
    expect(nearestMean(Uint8Array.of(10, 200), means)).toBe(1)
    expect(nearestMean(Uint8Array.of(120, 90), means)).toBe(2)
  })
})
