import { AppError } from '../app-error.ts'
import { checkedLength, unionOfLabels } from './confusion-matrix.ts'

export interface FscoreOptions {
  /** Default: all that occur, ascending. */
  labels?: number[]
  /** Value of 0 / 0 in precision and recall; 'warn' is 0 with a warning. */
  zeroDivision?: 'warn' | 0 | 1
  warn?: (warning: string) => void
}

export interface ClassScores {
  labels: number[]
  precision: number[]
  recall: number[]
  f1: number[]
  /** True samples of each label. */
  support: number[]
}

export type Average = 'binary' | 'macro' | 'micro' | 'weighted'

export interface F1Options extends FscoreOptions {
  average: Average
  /** The label that counts with 'binary'. */
  positive?: number
}

/** Per label: precision tp / (tp + fp), recall tp / (tp + fn), F1 = 2 P R / (P + R), as scikit-learn 1.2. */
export function precisionRecallFscoreSupport(
  yTrue: ArrayLike<number>,
  yPred: ArrayLike<number>,
  options: FscoreOptions = {},
): ClassScores {
  const counts = countsPerLabel(yTrue, yPred, options.labels)
  const scores = scoresOf(counts, options)
  if ((options.zeroDivision ?? 'warn') === 'warn') {
    warnWhere(counts.labels, counts.predicted, 'Precision', 'was never predicted', options.warn)
    warnWhere(counts.labels, counts.actual, 'Recall', 'does not occur', options.warn)
  }
  return { labels: counts.labels, ...scores, support: counts.actual }
}

/** F1 of every label, in the order of labels. */
export function f1PerClass(yTrue: ArrayLike<number>, yPred: ArrayLike<number>, options: FscoreOptions = {}): number[] {
  const counts = countsPerLabel(yTrue, yPred, options.labels)
  warnOfEmpty(counts, options)
  return scoresOf(counts, options).f1
}

/** One F1 over all labels, or with 'binary' that of the positive label. */
export function f1Score(yTrue: ArrayLike<number>, yPred: ArrayLike<number>, options: F1Options): number {
  const { average, positive = 1, zeroDivision = 'warn' } = options
  const present = unionOfLabels(yTrue, yPred)
  if (average === 'binary' && present.length > 2) {
    throw new AppError('invalid-argument', `The binary F1 needs two labels, but there are ${present.length}.`, {
      hint: 'Use the average "weighted", "macro" or "micro".',
    })
  }
  if (average === 'binary' && present.length === 2 && !present.includes(positive)) {
    throw new AppError(
      'invalid-argument',
      `No digit has the label ${positive}: the labels are ${present.join(' and ')}.`,
    )
  }
  const labels = average === 'binary' ? [positive] : options.labels
  const counts = countsPerLabel(yTrue, yPred, labels)
  const pooled = average === 'micro' ? pool(counts) : counts
  warnOfEmpty(pooled, options)
  const { f1 } = scoresOf(pooled, options)
  if (average !== 'weighted') return f1.reduce((sum, value) => sum + value, 0) / f1.length
  const total = counts.actual.reduce((sum, value) => sum + value, 0)
  if (total === 0) return zeroDivision === 1 ? 1 : 0
  return f1.reduce((sum, value, k) => sum + value * counts.actual[k], 0) / total
}

interface LabelCounts {
  labels: number[]
  right: number[]
  predicted: number[]
  actual: number[]
}

function countsPerLabel(yTrue: ArrayLike<number>, yPred: ArrayLike<number>, wanted?: number[]): LabelCounts {
  const labels = wanted ?? unionOfLabels(yTrue, yPred)
  const place = new Map(labels.map((label, k) => [label, k]))
  const zeros = () => labels.map(() => 0)
  const counts = { labels, right: zeros(), predicted: zeros(), actual: zeros() }
  for (let i = 0; i < checkedLength(yTrue, yPred); i++) {
    const actual = place.get(yTrue[i])
    const predicted = place.get(yPred[i])
    if (actual !== undefined) counts.actual[actual]++
    if (predicted !== undefined) counts.predicted[predicted]++
    if (actual !== undefined && actual === predicted) counts.right[actual]++
  }
  return counts
}

function pool({ right, predicted, actual }: LabelCounts): LabelCounts {
  const sum = (values: number[]) => [values.reduce((total, value) => total + value, 0)]
  return { labels: [], right: sum(right), predicted: sum(predicted), actual: sum(actual) }
}

function scoresOf({ right, predicted, actual }: LabelCounts, { zeroDivision }: FscoreOptions) {
  const ratio = (part: number, whole: number) => (whole === 0 ? (zeroDivision === 1 ? 1 : 0) : part / whole)
  const precision = right.map((count, k) => ratio(count, predicted[k]))
  const recall = right.map((count, k) => ratio(count, actual[k]))
  const f1 = precision.map((p, k) => (2 * p * recall[k]) / (p + recall[k] || 1))
  return { precision, recall, f1 }
}

/** F1 itself is in doubt only for a label that neither occurs nor is predicted. */
function warnOfEmpty({ labels, predicted, actual }: LabelCounts, { zeroDivision = 'warn', warn }: FscoreOptions): void {
  if (zeroDivision !== 'warn') return
  const either = predicted.map((count, k) => count + actual[k])
  warnWhere(labels, either, 'F1', 'neither occurs nor was predicted', warn)
}

function warnWhere(labels: number[], counts: number[], what: string, why: string, warn: FscoreOptions['warn']): void {
  if (!counts.includes(0)) return
  const empty = labels.filter((_, k) => counts[k] === 0)
  const who = empty.length === 0 ? '' : ` for ${empty.join(', ')}`
  warn?.(`${what} is not defined${who} and set to 0: this label ${why}.`)
}
