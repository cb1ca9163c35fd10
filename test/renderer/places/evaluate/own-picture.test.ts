import { describe, expect, it } from 'vitest'
import { labelOfName, nearestMean, strangeInk } from '#renderer/places/evaluate/own-picture.ts'

describe('a picture of an own digit', () => {
  it.each([
    ['seven.bmp', 7],
    ['three1.bmp', 3],
    ['my Zero.PNG', 0],
    ['7b.png', 7],
    ['2024.png', null],
    ['scan-7.png', null],
    ['someone.png', null],
    ['phone 4.jpg', null],
  ])('named %s is taken for %s', (name, label) => {
    expect(labelOfName(name)).toBe(label)
  })

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
