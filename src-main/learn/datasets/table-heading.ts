import { AppError } from '../app-error.ts'
import { numberOf, type TableDialect } from './table-dialect.ts'

export interface Heading {
  kind: 'none' | 'names' | 'first-row'
  names: string[] | null
}

/**
 * The first row is a heading when most of its cells are no numbers, or when they count up where the next row does not.
 * `first-row`: a careless program took the first digit for column names and made them differ: 0, 0.1, 0.2, 253, 0.3.
 */
export function readHeading(cells: string[][], dialect: TableDialect, firstLine: number): Heading {
  const [first, second] = cells
  const numbers = first.map((cell) => numberOf(cell, dialect.decimalComma))
  const wordy = numbers.filter((value) => Number.isNaN(value)).length * 2 > first.length
  const counting =
    second !== undefined && countUp(numbers) && !countUp(second.map((cell) => numberOf(cell, dialect.decimalComma)))
  if (!wordy && !counting) {
    return { kind: second !== undefined && isMangled(first, cells.slice(1)) ? 'first-row' : 'none', names: null }
  }
  if (second === undefined) {
    throw new AppError('invalid-file', `The file has a heading in line ${firstLine} but no digits below it.`, {
      hint: 'Choose a file with one digit a row.',
    })
  }
  // Some programs leave out the name of the column that numbers the rows.
  if (second.length === first.length + 1) return { kind: 'names', names: ['', ...first] }
  if (second.length !== first.length) {
    throw new AppError(
      'invalid-file',
      `Line ${firstLine + 1}, column ${Math.min(second.length, first.length) + 1}: the row has ${second.length} ${second.length === 1 ? 'value' : 'values'} where the heading has ${first.length}.`,
      { hint: 'Every row needs as many values as the heading.' },
    )
  }
  return { kind: 'names', names: first }
}

/** The row that the names were made of: what stands before their points. */
export function restoredRow(cells: string[]): string[] {
  return cells.map((cell) => cell.replace(/\..*$/, ''))
}

/** At least eight numbers, one after the other, but for one cell in words at either end. */
function countUp(values: number[]): boolean {
  const from = Number.isNaN(values[0]) ? 1 : 0
  const to = Number.isNaN(values[values.length - 1]) ? values.length - 1 : values.length
  if (to - from < 8) return false
  for (let i = from + 1; i < to; i++) if (values[i] !== values[i - 1] + 1) return false
  return true
}

/** Repeated names carry .1, .2, .3 and so on, while all other rows are whole numbers. */
function isMangled(first: string[], others: string[][]): boolean {
  const seen = new Map<string, number>()
  let repeated = 0
  for (const cell of first) {
    const match = /^(\d+)(?:\.(\d+))?$/.exec(cell)
    if (match === null) return false
    const [, name, number = '0'] = match
    const times = seen.get(name) ?? 0
    if (Number(number) !== times) return false
    if (times > 0) repeated++
    seen.set(name, times + 1)
  }
  return repeated * 2 > first.length && others.every((row) => row.every((cell) => /^\d+$/.test(cell)))
}
