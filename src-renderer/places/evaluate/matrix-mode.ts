import { formatCount } from '#renderer/format-number.ts'

export const matrixModes = [
  { id: 'counts', label: 'Counts' },
  { id: 'rows', label: 'Row %' },
  { id: 'columns', label: 'Column %' },
  { id: 'errors', label: 'Errors only' },
] as const

export type MatrixMode = (typeof matrixModes)[number]['id']

export interface CountedCell {
  actual: number
  predicted: number
  count: number
  /** What the mode shows: samples, or percent. null: nothing to show (diagonal of the errors, empty row or column). */
  value: number | null
  text: string
  /** 0 to 1 on the colour bar; null leaves the cell blank. */
  shade: number | null
}

export interface Matrix {
  rows: CountedCell[][]
  /** Upper end of the colour bar. */
  limit: number
  unit: string
}

const sum = (values: number[]) => values.reduce((total, value) => total + value, 0)

/** `confusion` is [true][predicted] in the order of `classes`. */
export function matrixOf(classes: number[], confusion: number[][], mode: MatrixMode): Matrix {
  const rowSums = confusion.map(sum)
  const columnSums = classes.map((_, j) => sum(confusion.map((row) => row[j])))
  const shown = (i: number, j: number): number | null => {
    const count = confusion[i][j]
    if (mode === 'counts') return count
    if (mode === 'errors') return i === j ? null : count
    const whole = mode === 'rows' ? rowSums[i] : columnSums[j]
    return whole === 0 ? null : (100 * count) / whole
  }
  const percent = mode === 'rows' || mode === 'columns'
  const values = classes.map((_, i) => classes.map((_, j) => shown(i, j)))
  const limit = percent ? 100 : Math.max(1, ...values.flat().map((value) => value ?? 0))
  const cell = (i: number, j: number): CountedCell => {
    const value = values[i][j]
    return {
      actual: classes[i],
      predicted: classes[j],
      count: confusion[i][j],
      value,
      text: value === null || confusion[i][j] === 0 ? '' : percent ? percentText(value) : formatCount(value),
      // The square root keeps one per cent visible beside a diagonal of nearly a hundred.
      shade: value === null || confusion[i][j] === 0 ? null : Math.sqrt(value / limit),
    }
  }
  return {
    rows: classes.map((_, i) => classes.map((_, j) => cell(i, j))),
    limit,
    unit: percent ? '%' : 'samples',
  }
}

/** Counts less those of another model on the same digits; both are [true][predicted]. Shades run from 0 (fewer) over 0.5 to 1 (more). */
export function differenceOf(classes: number[], confusion: number[][], other: number[][]): Matrix {
  const values = confusion.map((row, i) => row.map((count, j) => count - other[i][j]))
  const limit = Math.max(1, ...values.flat().map(Math.abs))
  const cell = (i: number, j: number): CountedCell => {
    const value = values[i][j]
    // As for counts, the square root keeps small differences visible.
    const size = Math.sqrt(Math.abs(value) / limit) / 2
    return {
      actual: classes[i],
      predicted: classes[j],
      count: confusion[i][j],
      value,
      text: value === 0 ? '' : `${value > 0 ? '+' : '−'}${formatCount(Math.abs(value))}`,
      shade: value === 0 ? null : 0.5 + Math.sign(value) * size,
    }
  }
  return { rows: classes.map((_, i) => classes.map((_, j) => cell(i, j))), limit, unit: 'more' }
}

function percentText(value: number): string {
  if (value > 0 && value < 0.05) return '<0.1'
  return value >= 99.95 ? '100' : value.toFixed(1)
}

/** "2.1 percent", for people who hear the matrix. */
export function shareInWords(count: number, whole: number): string {
  if (whole === 0) return 'none'
  const percent = (100 * count) / whole
  return `${percent > 0 && percent < 0.1 ? 'less than 0.1' : Number(percent.toFixed(1))} percent`
}
