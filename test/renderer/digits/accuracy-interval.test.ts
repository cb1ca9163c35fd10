import { describe, expect, it } from 'vitest'
import { accuracyInterval, accuracyWithMargin, errorsOf } from '#renderer/digits/accuracy-interval.ts'

const run = { accuracy: 0.9178, testRows: 10_000 }

describe('how sure the accuracy of a run is', () => {
  it('follows from how many test digits were judged', () => {
    expect(errorsOf(run)).toBe(822)
    expect(accuracyInterval(run)).toEqual([expect.closeTo(0.91225, 4), expect.closeTo(0.92302, 4)])
    expect(accuracyWithMargin(run)).toBe('91.78\u202f% ±\u202f0.54')
  })

  it('counts those with a label alone', () => {
    const some = { accuracy: 0.75, testRows: 10_000, testLabelled: 400 }
    expect(errorsOf(some)).toBe(100)
    expect(accuracyInterval(some)).toEqual([expect.closeTo(0.7053, 3), expect.closeTo(0.79, 3)])
  })

  it('is not known without labels', () => {
    const none = { accuracy: null, testRows: 10_000, testLabelled: 0 }
    expect([errorsOf(none), accuracyInterval(none)]).toEqual([null, null])
    expect(accuracyWithMargin(none)).toBe('no labels')
  })
})
