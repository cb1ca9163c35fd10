import { AppError } from '../app-error.ts'

export interface ConfusionOptions {
  /** Rows and columns in this order; samples with another label are left out. Default: all that occur, ascending. */
  labels?: number[]
  /** Divide by the row's sum, the column's or all; 0 / 0 is 0. */
  normalize?: 'true' | 'pred' | 'all'
}

/** Entry [i][j]: samples of labels[i] that were taken for labels[j]. */
export function confusionMatrix(
  yTrue: ArrayLike<number>,
  yPred: ArrayLike<number>,
  options: ConfusionOptions = {},
): number[][] {
  const labels = options.labels ?? unionOfLabels(yTrue, yPred)
  const place = new Map(labels.map((label, i) => [label, i]))
  const counts = labels.map(() => labels.map(() => 0))
  for (let i = 0; i < checkedLength(yTrue, yPred); i++) {
    const row = place.get(yTrue[i])
    const column = place.get(yPred[i])
    if (row !== undefined && column !== undefined) counts[row][column]++
  }
  const rowSums = counts.map(sum)
  const columnSums = labels.map((_, j) => sum(counts.map((row) => row[j])))
  const total = sum(rowSums)
  const share = (count: number, whole: number) => (whole === 0 ? 0 : count / whole)
  switch (options.normalize) {
    case undefined:
      return counts
    case 'true':
      return counts.map((row, i) => row.map((count) => share(count, rowSums[i])))
    case 'pred':
      return counts.map((row) => row.map((count, j) => share(count, columnSums[j])))
    case 'all':
      return counts.map((row) => row.map((count) => share(count, total)))
  }
}

/** The labels of either vector, ascending. */
export function unionOfLabels(yTrue: ArrayLike<number>, yPred: ArrayLike<number>): number[] {
  return [...new Set([...Array.from(yTrue), ...Array.from(yPred)])].sort((a, b) => a - b)
}

export function checkedLength(yTrue: ArrayLike<number>, yPred: ArrayLike<number>): number {
  if (yTrue.length === yPred.length) return yTrue.length
  throw new AppError('invalid-argument', `There are ${yTrue.length} true labels but ${yPred.length} predicted ones.`)
}

function sum(values: number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
