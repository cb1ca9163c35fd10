import { describe, expect, it } from 'vitest'
import { sparklinePath } from '#renderer/places/train/sparkline-path.ts'

describe('the way of the objective', () => {
  it('runs over the whole width, from the top to the bottom', () => {
    expect(sparklinePath([4, 3, 2], 96, 20)).toBe('M0.0 0.0L48.0 10.0L96.0 20.0')
  })

  it('draws wide ranges by their logarithm', () => {
    expect(sparklinePath([10_000, 100, 1], 96, 20)).toBe('M0.0 0.0L48.0 10.0L96.0 20.0')
  })

  it('draws nothing before there are two values, and a level line where nothing changes', () => {
    expect(sparklinePath([5, NaN], 96, 20)).toBe('')
    expect(sparklinePath([5, 5], 96, 20)).toBe('M0.0 10.0L96.0 10.0')
  })
})
