import { AppError } from '../app-error.ts'
import type { ClassNames } from './class-names.ts'
import { numberOf, splitLine } from './table-dialect.ts'
import type { TableLayout } from './table-layout.ts'

const zero = 48
const comma = 44
const point = 46
const minus = 45
const quote = 34
const space = 32
const lineFeed = 10
const carriageReturn = 13
const mostLabel = 254

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
  let label = bytes[at] - zero
  if (label >>> 0 > 9) return -1
  for (let next; (next = bytes[++at] - zero) >>> 0 <= 9;) label = label * 10 + next
  if (bytes[at++] !== comma || label > mostLabel) return -1
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

const powersOfTen = Array.from({ length: 16 }, (_, exponent) => 10 ** exponent)

/**
 * The numbers of a line into `values`, any separator, with points, signs, quotes and spaces. Gives how many there are, or -1 for
 * a line with anything else in it or more than `values` holds. Up to 15 digits a number are exact, as Number() has them.
 */
export function parseNumbers(
  bytes: Uint8Array,
  at: number,
  end: number,
  { separator, decimalComma, trailing }: TableLayout['dialect'],
  values: Float64Array,
): number {
  const sign = separator.charCodeAt(0)
  const decimal = decimalComma ? comma : point
  if (bytes[end - 1] === carriageReturn) end--
  let count = 0
  for (;;) {
    while (at < end && (bytes[at] === space || bytes[at] === quote)) at++
    if (at === end) return count > 0 && (trailing || separator === ' ') ? count : -1
    if (count === values.length) return -1
    const negative = bytes[at] === minus
    if (negative) at++
    const from = at
    let digits = 0
    let value = 0
    let digit
    while ((digit = bytes[at] - zero) >>> 0 <= 9 && at < end) {
      value = value * 10 + digit
      digits++
      at++
    }
    if (bytes[at] === decimal && at < end) {
      const first = ++at
      while ((digit = bytes[at] - zero) >>> 0 <= 9 && at < end) {
        value = value * 10 + digit
        digits++
        at++
      }
      if (at - first > 15) return -1
      value /= powersOfTen[at - first]
    }
    if (digits === 0 || at - from > 16) return -1
    values[count++] = negative ? -value : value
    while (at < end && ((bytes[at] === space && sign !== space) || bytes[at] === quote)) at++
    if (at >= end) return trailing ? -1 : count
    if (bytes[at++] !== sign) return -1
  }
}

/** The label of a row of numbers, or -1 when it has none that can be right. */
export function labelOf({ label }: TableLayout, values: Float64Array, none: number): number {
  if (label.kind === 'none') return none
  if (label.kind === 'column') {
    const value = values[label.column]
    return value >= 0 && value <= mostLabel && Number.isInteger(value) ? value : -1
  }
  let found = -1
  for (let k = 0; k < label.classes; k++) {
    const value = values[label.from + k]
    if (value === 1 && found < 0) found = k
    else if (value !== 0) return -1
  }
  return found
}

/** Pixels that some range of grey levels could hold. */
export function arePixels({ pixels, height, width }: TableLayout, values: Float64Array): boolean {
  const to = pixels + height * width
  for (let i = pixels; i < to; i++) if (!(values[i] >= -1 && values[i] <= 255)) return false
  return true
}

/** A row whose cells are told apart one by one: names for labels, exponents. Says line and column of what cannot be read. */
export function parseCarefully(
  text: string,
  line: number,
  layout: TableLayout,
  values: Float64Array,
  names: ClassNames,
): void {
  const { columns, height, width, pixels, label, dialect, index } = layout
  const cells = splitLine(text, dialect)
  for (let column = 0; column < Math.min(cells.length, columns); column++) {
    const cell = cells[column]
    const value = numberOf(cell, dialect.decimalComma)
    if (column >= pixels && column < pixels + height * width) {
      if (!(value >= -1 && value <= 255))
        throw wrong(
          line,
          column + 1,
          `${quoted(cell)} is no grey level from 0 to 255`,
          'Correct this value in the file, or make the file anew.',
        )
      values[column] = value
    } else if (label.kind === 'column' && column === label.column) {
      if (label.words ? cell === '' : !(value >= 0 && value <= mostLabel && Number.isInteger(value)))
        throw wrong(
          line,
          column + 1,
          label.words ? 'the label is empty' : `the label is ${quoted(cell)}, not a class from 0 to ${mostLabel}`,
          `The ${column === 0 ? 'first' : column === columns - 1 ? 'last' : 'second'} value of every row is its label.`,
        )
      values[column] = label.words ? names.codeOf(decodeUtf8(cell)) : value
    } else if (!(index && column === 0)) {
      values[column] = value
    }
  }
  if (cells.length !== columns) throw new RaggedRow(line, cells.length, layout)
  if (label.kind === 'one-hot' && labelOf(layout, values, 0) < 0)
    throw wrong(
      line,
      label.from + 1,
      `the ${label.classes} label columns do not hold a single 1`,
      'Exactly one of them is 1 and the others are 0.',
    )
}

/** A row with another number of values. It is remembered rather than said at once, so that all such rows are said together. */
export class RaggedRow extends Error {
  readonly line: number
  readonly found: number
  readonly sentence: string

  constructor(line: number, found: number, { columns, height, width, label }: TableLayout) {
    const short = found < columns
    const whole = label.kind === 'none' ? `${height} x ${width} pixels` : `a label and ${height} x ${width} pixels`
    const sentence = `Line ${line}, column ${short ? found : columns + 1}: the row has ${found} ${found === 1 ? 'value' : 'values'}, ${short ? 'fewer' : 'more'} than the ${columns} of ${whole}.`
    super(sentence)
    this.line = line
    this.found = found
    this.sentence = sentence
  }
}

/** The refusal of a file with such rows; `count` of them, the first ones known. */
export function raggedRows(rows: RaggedRow[], count: number, columns: number): AppError {
  const list = rows.map(({ line, found }) => `line ${line} (${found})`).join(', ')
  const more = count > rows.length ? ` and ${count - rows.length} more` : ''
  return new AppError(
    'invalid-file',
    count === 1 ? rows[0].sentence : `${count} rows have not ${columns} values: ${list}${more}.`,
    {
      hint:
        rows[0].found < columns
          ? 'The file may have been cut off; fetch or make it again.'
          : 'Every row must have as many values as the first.',
    },
  )
}

function wrong(line: number, column: number, what: string, hint: string): AppError {
  return new AppError('invalid-file', `Line ${line}, column ${column}: ${what}.`, { hint })
}

function quoted(cell: string): string {
  if (cell === '') return 'empty'
  const shown = cell.length > 20 ? `${cell.slice(0, 20)}…` : cell
  return `"${shown.replace(/[^\x20-\x7e…]/g, '?')}"`
}

/** Lines are read byte by byte; names alone may hold more than ASCII. */
function decodeUtf8(text: string): string {
  try {
    return decodeURIComponent(text.replace(/[^\w ]/g, (sign) => `%${sign.charCodeAt(0).toString(16).padStart(2, '0')}`))
  } catch {
    return text
  }
}
