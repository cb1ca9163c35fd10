import { AppError } from '../app-error.ts'
import { splitLine, type TableLayout } from './table-layout.ts'

const zero = 48
const comma = 44
const lineFeed = 10
const carriageReturn = 13
const largestLabel = 9

/**
 * The row that starts at `at` and ends with a line feed, if it is written in the plainest way: digits, commas, nothing else.
 * Gives the start of the next row, or -1 for a row that has to be looked at more carefully. A row may be left half-written then.
 */
export function parseFast(
  bytes: Uint8Array,
  at: number,
  size: number,
  pixels: Uint8Array,
  labels: Uint8Array,
  row: number,
): number {
  const label = bytes[at] - zero
  if (label >>> 0 > largestLabel || bytes[at + 1] !== comma) return -1
  at += 2
  const from = row * size
  const last = from + size - 1
  for (let out = from; out < last; out++) {
    let digit = bytes[at] - zero
    // Four of five pixels are paper, and the array is zero already.
    if (digit === 0 && bytes[at + 1] === comma) {
      at += 2
      continue
    }
    if (digit >>> 0 > 9) return -1
    let value = digit
    while ((digit = bytes[++at] - zero) >>> 0 <= 9) value = value * 10 + digit
    if (bytes[at++] !== comma || value > 255) return -1
    pixels[out] = value
  }
  let digit = bytes[at] - zero
  if (digit >>> 0 > 9) return -1
  let value = digit
  while ((digit = bytes[++at] - zero) >>> 0 <= 9) value = value * 10 + digit
  if (bytes[at] === carriageReturn) at++
  if (bytes[at] !== lineFeed || value > 255) return -1
  pixels[last] = value
  labels[row] = label
  return at + 1
}

/** Any other way to write a row: spaces, quotes, leading zeros. Says line and column of what cannot be read. */
export function parseCarefully(
  text: string,
  line: number,
  { columns, height, width }: TableLayout,
  pixels: Uint8Array,
  labels: Uint8Array,
  row: number,
): void {
  const cells = splitLine(text)
  const size = columns - 1
  const common = Math.min(cells.length, columns)
  for (let column = 0; column < common; column++) {
    const cell = cells[column]
    const value = /^\d+$/.test(cell) ? Number(cell) : NaN
    if (column === 0) {
      if (!(value <= largestLabel))
        throw wrong(
          line,
          1,
          `the label is ${quoted(cell)}, not a digit from 0 to 9`,
          'The first value of every row is its label.',
        )
      labels[row] = value
    } else {
      if (!(value <= 255)) {
        throw wrong(
          line,
          column + 1,
          `${quoted(cell)} is no grey level from 0 to 255`,
          'Correct this value in the file, or make the file anew.',
        )
      }
      pixels[row * size + column - 1] = value
    }
  }
  if (cells.length !== columns) {
    const short = cells.length < columns
    throw wrong(
      line,
      common + (short ? 0 : 1),
      `the row has ${cells.length} values, ${short ? 'fewer' : 'more'} than the ${columns} of a label and ${height} x ${width} pixels`,
      short
        ? 'The file may have been cut off; fetch or make it again.'
        : 'Every row must have as many values as the first.',
    )
  }
}

function wrong(line: number, column: number, what: string, hint: string): AppError {
  return new AppError('invalid-file', `Line ${line}, column ${column}: ${what}.`, { hint })
}

function quoted(cell: string): string {
  if (cell === '') return 'empty'
  const shown = cell.length > 20 ? `${cell.slice(0, 20)}…` : cell
  return `"${shown.replace(/[^\x20-\x7e…]/g, '?')}"`
}
