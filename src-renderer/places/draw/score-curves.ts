import type { DigitAnswer, RunSummary } from '#rpc/contract/run.ts'
import { answerBars, type AnswerKind } from './answer-bars.ts'

/** What all models said at one moment of the ink. */
export interface InkMoment {
  /** Ink time in milliseconds. */
  ms: number
  answers: ReadonlyMap<string, DigitAnswer>
}

export interface ScoreCurve {
  label: string
  points: { ms: number; value: number }[]
  /** It was the answer at some moment. */
  led: boolean
}

export interface ScoreCurves {
  kind: AnswerKind
  curves: ScoreCurve[]
  /** The answers one after the other: where each begins. */
  readings: { ms: number; label: string }[]
  low: number
  high: number
}

/** A model's score of every class over ink time; null while it has said nothing. */
export function scoreCurves(moments: readonly InkMoment[], run: RunSummary): ScoreCurves | null {
  const said = moments.flatMap(({ ms, answers }) => {
    const answer = answers.get(run.id)
    return answer ? [{ ms, ...answerBars(answer, run) }] : []
  })
  if (said.length === 0) return null
  const [{ kind, bars }] = said
  const readings = said
    .filter(({ winner }, k) => k === 0 || winner !== said[k - 1].winner)
    .map(({ ms, winner }) => ({ ms, label: winner }))
  const values = said.flatMap((moment) => moment.bars.map(({ value }) => value))
  return {
    kind,
    readings,
    curves: bars.map(({ label }, c) => ({
      label,
      points: said.map((moment) => ({ ms: moment.ms, value: moment.bars[c].value })),
      led: readings.some((reading) => reading.label === label),
    })),
    low: kind === 'probability' ? 0 : Math.min(...values),
    high: kind === 'probability' ? 1 : Math.max(...values),
  }
}

/** "read 1, then 7, and finally 3". */
export function readingsInWords({ readings }: ScoreCurves): string {
  const labels = readings.map(({ label }) => label)
  if (labels.length === 1) return `read ${labels[0]} from start to finish`
  return `read ${labels.slice(0, -1).join(', then ')}, and finally ${labels[labels.length - 1]}`
}
