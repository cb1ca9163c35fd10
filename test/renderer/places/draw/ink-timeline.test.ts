import { describe, expect, it } from 'vitest'
import type { DigitAnswer, RunSummary } from '#rpc/contract/run.ts'
import { evenMoments, inkTimeline } from '#renderer/places/draw/ink-timeline.ts'
import { withPressureResponse } from '#learn/ink/pressure-response.ts'
import { readingsInWords, scoreCurves } from '#renderer/places/draw/score-curves.ts'

const stroke = (...times: (number | undefined)[]) => ({
  points: times.map((ms, k) => ({ x: k, y: k, ...(ms === undefined ? {} : { ms }) })),
})

describe('the timeline of ink', () => {
  it('keeps the pace of the hand and shortens its pauses', () => {
    const { duration, starts, until } = inkTimeline([stroke(0, 10, 30), stroke(2030, 2050), stroke(2100, 2110)])
    expect(starts).toEqual([0, 30 + 150, 200 + 50])
    expect(duration).toBe(260)
    expect(until(10).map(({ points }) => points.length)).toEqual([2])
    expect(until(185).map(({ points }) => points.length)).toEqual([3, 1])
    expect(until(duration).map(({ points }) => points.length)).toEqual([3, 2, 2])
  })

  it('gives even steps to points without times, or with times that run backwards', () => {
    expect(inkTimeline([stroke(undefined, undefined, undefined)]).duration).toBe(16)
    expect(inkTimeline([stroke(5, 3, 9)]).duration).toBe(16)
  })

  it('of no ink is empty', () => {
    const { duration, until } = inkTimeline([])
    expect([duration, until(5)]).toEqual([0, []])
  })

  it('is cut into moments of which the last is the whole digit', () => {
    expect(evenMoments(100, 4)).toEqual([25, 50, 75, 100])
  })
})

describe('the curves of scores', () => {
  const run = { id: 'a', name: 'A', spec: { pipeline: { steps: [], seed: 1 } } } as unknown as RunSummary
  const said = (ms: number, predicted: number) => ({
    ms,
    answers: new Map([
      [
        'a',
        {
          run: 'a',
          classes: [1, 3, 7],
          predicted,
          scores: Float64Array.from([1, 3, 7], (label) => (label === predicted ? 2 : -ms)),
          probabilities: null,
          milliseconds: 1,
        } satisfies DigitAnswer,
      ],
    ]),
  })

  it('follow every class and say when the answer changed', () => {
    const curves = scoreCurves([said(10, 1), said(20, 1), said(30, 7), said(40, 3)], run)
    expect(curves?.readings).toEqual([
      { ms: 10, label: '1' },
      { ms: 30, label: '7' },
      { ms: 40, label: '3' },
    ])
    expect(curves?.curves[2].points.map(({ value }) => value)).toEqual([-10, -20, 2, -40])
    expect([curves?.kind, curves?.low, curves?.high]).toEqual(['margin', -40, 2])
    expect(curves && readingsInWords(curves)).toBe('read 1, then 7, and finally 3')
  })

  it('of a model that was not asked are none', () => {
    expect(scoreCurves([said(10, 1)], { ...run, id: 'b' })).toBeNull()
  })
})

describe('the response to pressure', () => {
  it('weakens or strengthens what the device says, and leaves the points alone', () => {
    const strokes = [
      {
        points: [
          { x: 0, y: 0, pressure: 0.9 },
          { x: 1, y: 1 },
        ],
      },
    ]
    expect(withPressureResponse(strokes, 0)[0].points.map(({ pressure }) => pressure)).toEqual([0.5, undefined])
    expect(withPressureResponse(strokes, 2)[0].points[0].pressure).toBeCloseTo(1.3)
    expect(strokes[0].points[0].pressure).toBe(0.9)
  })
})
