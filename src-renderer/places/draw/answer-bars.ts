import type { DigitAnswer, RunSummary } from '#rpc/contract/run.ts'

export interface AnswerBar {
  label: string
  value: number
  /** Height as a share of the room on its side of zero, 0 to 1. */
  share: number
  wins: boolean
}

export type AnswerKind = 'probability' | 'margin'

export interface AnswerBars {
  kind: AnswerKind
  winner: string
  /** Of the winner. */
  value: number
  bars: AnswerBar[]
}

/** One bar a class. Probabilities stand on a scale from 0 to 1, margins on one that is the same on both sides of zero. */
export function answerBars(answer: DigitAnswer, run: RunSummary): AnswerBars {
  const labels = answer.classes.map((label) => className(label, run))
  const kind = answer.probabilities ? 'probability' : 'margin'
  const values = perClass(answer.probabilities ?? answer.scores, answer.classes.length, kind)
  const most = kind === 'probability' ? 1 : Math.max(...values.map(Math.abs), Number.MIN_VALUE)
  const wins = Math.max(0, answer.classes.indexOf(answer.predicted))
  return {
    kind,
    winner: labels[wins],
    value: values[wins],
    bars: values.map((value, k) => ({ label: labels[k], value, share: Math.abs(value) / most, wins: k === wins })),
  }
}

/** A two-class model gives one value, positive for the larger label. */
function perClass(values: Float64Array, classes: number, kind: AnswerKind): number[] {
  if (values.length === 1 && classes === 2) return [kind === 'margin' ? -values[0] : 1 - values[0], values[0]]
  return Array.from(values)
}

function className(label: number, run: RunSummary): string {
  const positive = run.spec.pipeline.positive
  if (!positive) return String(label)
  return label === 1 ? positive.join(', ') : 'rest'
}
