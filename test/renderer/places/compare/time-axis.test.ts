import { describe, expect, it } from 'vitest'
import { isMarkedTime, timeRange } from '#renderer/places/compare/time-axis.ts'

/** What a logarithmic axis may mark. */
const candidates = [-3, -2, -1, 0, 1, 2, 3, 4].flatMap((power) =>
  [1, 2, 3, 4, 5, 6, 7, 8, 9].map((first) => Number(`${first}e${power}`)),
)
const marks = (seconds: number[]) => {
  const { min, max } = timeRange(seconds)
  return candidates.filter((value) => value >= min && value <= max && isMarkedTime(value, { min, max }))
}

describe('the time axis of Compare', () => {
  it.each([0.004, 0.41, 1, 3.3, 24, 700])('has three marks or more round a single model of %d s', (seconds) => {
    expect(marks([seconds]).length).toBeGreaterThanOrEqual(3)
  })

  it('marks powers of ten alone where the times lie far apart', () => {
    expect(marks([0.005, 700])).toEqual([0.01, 0.1, 1, 10, 100, 1000])
  })

  it('leaves room beside the outermost models', () => {
    const { min, max } = timeRange([2, 300])
    expect(min).toBeCloseTo(1.25)
    expect(max).toBeCloseTo(480)
  })
})
