import { AppError } from '../app-error.ts'

/** What the columns of a text table mean. Further layouts become further fields here, and a row parser of their own. */
export interface TableLayout {
  header: boolean
  /** The label stands in the first column, the pixels row by row in the others. */
  columns: number
  height: number
  width: number
}

const largestSide = 512

/** Recognises the layout from the first line and, where there is one, the second. */
export function recogniseTableLayout(first: string, second: string | null, firstLine = 1): TableLayout {
  const cells = splitLine(first)
  const header = cells.filter((cell) => !isNumber(cell)).length * 2 > cells.length
  if (header && second === null) {
    throw new AppError('invalid-file', `The file has a heading in line ${firstLine} but no digits below it.`, {
      hint: 'Choose a file with one digit a row.',
    })
  }
  const row = header && second !== null ? splitLine(second) : cells
  const line = header ? firstLine + 1 : firstLine
  if (header && row.length !== cells.length) {
    throw new AppError(
      'invalid-file',
      `Line ${line}, column ${Math.min(row.length, cells.length) + 1}: the row has ${values(row.length)} where the heading has ${cells.length}.`,
      {
        hint: 'Every row needs a label and all pixels.',
      },
    )
  }
  const side = Math.sqrt(row.length - 1)
  if (row.length < 2 || !Number.isInteger(side) || side > largestSide) {
    throw new AppError(
      'invalid-file',
      `Line ${line}, column ${row.length}: the row has ${values(row.length)}, which is no label followed by a square picture.`,
      {
        hint: 'MNIST files have 785 comma-separated values a row: the label, then 28 x 28 pixels.',
      },
    )
  }
  return { header, columns: row.length, height: side, width: side }
}

export function describeTable({ header, height, width }: TableLayout): string {
  return `CSV, label first, then ${height} x ${width} pixels, ${header ? 'with a heading' : 'no heading'}.`
}

/** Cells without the spaces and quotes around them. */
export function splitLine(line: string): string[] {
  return line.split(',').map((cell) =>
    cell
      .trim()
      .replace(/^"(.*)"$/, '$1')
      .trim(),
  )
}

const isNumber = (cell: string) => cell !== '' && Number.isFinite(Number(cell))

const values = (count: number) => `${count} ${count === 1 ? 'value' : 'values'}`
