import { noLabel } from '#learn/datasets/digit-set.ts'
import type { Judgement } from '#rpc/contract/run.ts'

/** A judgement with what every figure asks of it. */
export interface Judged extends Judgement {
  /** As the model tells classes apart: 1 and 0 for a two-class run; 255: no label. */
  actual: Uint8Array
  positive: number[] | undefined
  /** Rows with a label, ascending. */
  labelled: Uint32Array
}

export function judgedOf(judgement: Judgement, positive: number[] | undefined): Judged {
  const { labels } = judgement
  const actual = positive
    ? labels.map((label) => (label === noLabel ? noLabel : Number(positive.includes(label))))
    : labels
  const labelled = Uint32Array.from(labels.keys()).filter((row) => labels[row] !== noLabel)
  return { ...judgement, actual, positive, labelled }
}

/** As if the model were always right: what can be counted of digits without labels. */
export function atItsWord(judged: Judged): Judged {
  return { ...judged, actual: judged.predicted, labelled: Uint32Array.from(judged.labels.keys()) }
}

export function isWrong({ actual, predicted }: Judged, row: number): boolean {
  return actual[row] !== noLabel && actual[row] !== predicted[row]
}

/** Probability or margin of a class for every row; 0 for a class that the model does not know. */
export function scoresOf({ classes, scores, labels }: Judged, label: number): Float32Array {
  const column = classes.indexOf(label)
  return Float32Array.from(labels, (_, row) => (column < 0 ? 0 : scores[row * classes.length + column]))
}

/** How sure the model is of what it said. */
export function confidenceOf({ classes, scores, predicted }: Judged, row: number): number {
  return scores[row * classes.length + classes.indexOf(predicted[row])]
}

export interface RowFilter {
  actual?: number
  predicted?: number
  wrong?: boolean
}

export function rowsWhere(judged: Judged, { actual, predicted, wrong }: RowFilter): Uint32Array {
  return Uint32Array.from(judged.labels.keys()).filter(
    (row) =>
      (actual === undefined || judged.actual[row] === actual) &&
      (predicted === undefined || judged.predicted[row] === predicted) &&
      (wrong !== true || isWrong(judged, row)),
  )
}

export type RowOrder = 'row' | 'confident-first' | 'doubtful-first'

/** A sorted copy; among equals the row decides. */
export function sortedRows(judged: Judged, rows: Uint32Array, order: RowOrder): Uint32Array {
  if (order === 'row') return rows.slice().sort()
  const sign = order === 'confident-first' ? -1 : 1
  return rows.slice().sort((a, b) => sign * (confidenceOf(judged, a) - confidenceOf(judged, b)) || a - b)
}
