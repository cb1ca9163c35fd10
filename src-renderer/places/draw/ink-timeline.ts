import type { Stroke } from '#learn/ink/stroke.ts'

/** Strokes along ink time: the time in which the nib was down, with short pauses between strokes. Milliseconds. */
export interface InkTimeline {
  duration: number
  /** When each stroke begins. */
  starts: number[]
  /** What was on the pad at a moment; the last stroke may be half-way. */
  until(moment: number): Stroke[]
}

/** Nobody wants to see a hand think. */
const longestPause = 150
/** Points that carry no time are taken to be so far apart. */
const usualStep = 8

export function inkTimeline(strokes: readonly Stroke[]): InkTimeline {
  const written = strokes.filter(({ points }) => points.length > 0)
  const starts: number[] = []
  const times: number[][] = []
  let end = 0
  for (const [s, { points }] of written.entries()) {
    const first = points[0].ms
    const before = written[s - 1]?.points.at(-1)?.ms
    const pause = first !== undefined && before !== undefined ? Math.max(0, first - before) : longestPause
    const start = s === 0 ? 0 : end + Math.min(longestPause, pause)
    const own = timesWithin(points.map(({ ms }) => ms))
    starts.push(start)
    times.push(own.map((time) => start + time))
    end = start + own[own.length - 1]
  }
  return {
    duration: end,
    starts,
    until: (moment) =>
      written.flatMap((stroke, s) => {
        if (starts[s] > moment) return []
        const count = times[s].filter((time) => time <= moment).length
        return [count === stroke.points.length ? stroke : { ...stroke, points: stroke.points.slice(0, count) }]
      }),
  }
}

/** Since the first point; even steps where the device gave no times, or times that run backwards. */
function timesWithin(given: readonly (number | undefined)[]): number[] {
  const known = given.flatMap((ms) => (ms === undefined ? [] : [ms]))
  const forward = known.every((ms, k) => k === 0 || ms >= known[k - 1])
  if (known.length !== given.length || !forward) return given.map((_, k) => k * usualStep)
  return known.map((ms) => ms - known[0])
}

/** So many moments, evenly over the ink, the last at its end. */
export function evenMoments(duration: number, count: number): number[] {
  return Array.from({ length: count }, (_, k) => (duration * (k + 1)) / count)
}
