import { AppError } from '../app-error.ts'
import { readHeading } from './table-heading.ts'
import { dialectWords, numberOf, recogniseDialect, splitLine, type TableDialect } from './table-dialect.ts'

export type LabelColumns =
  | { kind: 'none' }
  /** One column; `words` when the classes are names. */
  | { kind: 'column'; column: number; words: boolean }
  /** One column a class, 1 in the column of the digit's class and 0 in the others. */
  | { kind: 'one-hot'; from: number; classes: number }

/** What the columns of a text table mean. The pixels of a digit lie side by side, row by row. */
export interface TableLayout {
  dialect: TableDialect
  heading: 'none' | 'names' | 'first-row'
  columns: number
  /** The first pixel's column. */
  pixels: number
  height: number
  width: number
  label: LabelColumns
  /** Column 0 numbers the rows. */
  index: boolean
}

const largestSide = 512
/** Without a label or a heading a smaller square could be anything. */
const smallestBareSide = 4
/** So many rows that count up cannot be labels, of which there are 62 at most in known files. */
const rowsThatCount = 12
const mostLabel = 254
const mostOneHot = 62
/** A wrong row among the first is to be named as wrong, not to change what all others are taken for. */
const nearlyAll = 0.9

/** Recognises the layout from the first lines of a file; `firstLine` is the number of the first. */
export function recogniseTableLayout(lines: string[], firstLine = 1): TableLayout {
  const dialect = recogniseDialect(lines)
  const cells = lines.map((line) => splitLine(line, dialect))
  const heading = readHeading(cells, dialect, firstLine)
  const rows = (heading.kind === 'names' ? cells.slice(1) : cells).slice(heading.kind === 'first-row' ? 1 : 0)
  const columns = (rows[0] ?? cells[0]).length
  const sample = rows.filter((row) => row.length === columns)
  refusePaths(rows[0] ?? [], firstLine + (heading.kind === 'none' ? 0 : 1))
  const found = bestOf(candidatesOf(columns, sample, heading.names, dialect))
  if (found === null) {
    const line = firstLine + (heading.kind === 'none' ? 0 : 1)
    throw new AppError(
      'invalid-file',
      `Line ${line}, column ${columns}: the row has ${columns} ${columns === 1 ? 'value' : 'values'}, which is no square picture with or without a label.`,
      { hint: 'MNIST files have 785 values a row: the label, then 28 x 28 pixels.' },
    )
  }
  return { dialect, heading: heading.kind, columns, ...found }
}

/** Nothing but a label of one column in front, whole numbers and commas: the form that is read fastest. */
export function isPlain({ dialect, label, pixels }: TableLayout): boolean {
  return dialect.separator === ',' && !dialect.trailing && label.kind === 'column' && label.column === 0 && pixels === 1
}

export function layoutWords({ dialect, heading, label, index, pixels }: TableLayout): string[] {
  const labels = {
    none: () => 'no labels',
    column: () => (label.kind === 'column' && label.column < pixels ? 'label first' : 'label last'),
    'one-hot': () => `label in ${label.kind === 'one-hot' ? label.classes : 0} columns of 0 and 1`,
  }
  const headings = { none: 'no header', names: 'header', 'first-row': 'first row restored from column names' }
  return [labels[label.kind](), ...(index ? ['row numbers left out'] : []), headings[heading], ...dialectWords(dialect)]
}

function refusePaths(row: string[], line: number): void {
  const column = row.findIndex((cell) => /\.(png|bmp|jpe?g|gif|tiff?|webp)$/i.test(cell))
  if (column < 0) return
  throw new AppError(
    'invalid-file',
    `Line ${line}, column ${column + 1}: the table names picture files ("${row[column].slice(-20)}") and does not hold their pixels.`,
    { hint: 'Choose a table with the pixels of a digit in each row, or an IDX file.' },
  )
}

type Candidate = Pick<TableLayout, 'pixels' | 'height' | 'width' | 'label' | 'index'> & { score: number }

function bestOf(candidates: Candidate[]): Omit<Candidate, 'score'> | null {
  let best: Candidate | null = null
  for (const candidate of candidates) if (best === null || candidate.score > best.score) best = candidate
  if (best === null) return null
  const { score: _, ...layout } = best
  return layout
}

/** Every way to read the columns as a square picture with what else a row may hold, each with what speaks for it. */
function candidatesOf(columns: number, rows: string[][], names: string[] | null, dialect: TableDialect): Candidate[] {
  const number = (cell: string) => numberOf(cell, dialect.decimalComma)
  const numbers = isIndexName(names?.[0]) ? 2 : countsUp(rows.map((row) => number(row[0]))) ? 1 : 0
  const candidates: Candidate[] = []
  for (const index of [false, true]) {
    if (index && numbers === 0) continue
    const first = index ? 1 : 0
    const rest = columns - first
    const add = (label: LabelColumns, pixels: number, size: number, score: number) => {
      const side = Math.sqrt(size)
      if (size < 1 || !Number.isInteger(side) || side > largestSide) return
      const named = names === null ? 0 : nameScore(names, label, pixels, size)
      const counted = (index ? 1.5 : -1.5) * numbers
      candidates.push({ label, index, pixels, height: side, width: side, score: score + named + counted })
    }
    const bareSide = Math.sqrt(rest)
    if (bareSide >= smallestBareSide) add({ kind: 'none' }, first, rest, 0)
    for (const [column, base] of [
      [first, 0.5],
      [columns - 1, 0.3],
    ]) {
      const evidence = labelEvidence(
        rows.map((row) => row[column]),
        number,
      )
      if (evidence === null) continue
      const pixels = column === first ? first + 1 : first
      add({ kind: 'column', column, words: evidence.words }, pixels, rest - 1, base + evidence.score)
    }
    for (let classes = 2; classes <= mostOneHot && classes < rest; classes++) {
      if (!Number.isInteger(Math.sqrt(rest - classes)) || rest - classes < smallestBareSide ** 2) continue
      for (const from of [columns - classes, first]) {
        const indicating = rows.filter((row) => isIndicator(row.slice(from, from + classes).map(number))).length
        if (indicating < 2 || indicating < nearlyAll * rows.length) continue
        add({ kind: 'one-hot', from, classes }, from === first ? first + classes : first, rest - classes, 5)
      }
    }
  }
  return candidates
}

function isIndicator(cells: number[]): boolean {
  return cells.filter((cell) => cell === 1).length === 1 && cells.every((cell) => cell === 0 || cell === 1)
}

function countsUp(values: number[]): boolean {
  return values.length >= rowsThatCount && values.every((value, i) => value === values[0] + i)
}

/** null for what cannot be labels. A column that is nearly always the same is rather a pixel of the border. */
function labelEvidence(cells: string[], number: (cell: string) => number): { words: boolean; score: number } | null {
  const values = cells.map(number)
  const words =
    values.filter((value) => Number.isNaN(value)).length * 2 > cells.length && cells.some((cell) => cell !== '')
  if (words) return { words, score: 4 }
  const possible = values.filter((value) => Number.isInteger(value) && value >= 0 && value <= mostLabel).length
  if (possible * 2 < cells.length) return null
  const usual = values.filter((value) => value < mostOneHot).length * 2 >= cells.length
  return { words, score: (usual ? 0 : -2) + (shareOfCommonest(values) < 0.7 ? 1 : 0) }
}

function shareOfCommonest(values: number[]): number {
  const counts = new Map<number, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return Math.max(...counts.values()) / values.length
}

const isIndexName = (name: string | undefined) =>
  name !== undefined && /^(|unnamed: 0|id|index|row|row_?id|image_?id|no\.?|#)$/i.test(name)

const isLabelName = (name: string) => /^(label|labels|class|target|y|digit|character|letter|name)$/i.test(name)

function nameScore(names: string[], label: LabelColumns, pixels: number, size: number): number {
  const named = names.findIndex(isLabelName)
  if (named < 0) return label.kind === 'none' ? 1 : 0
  if (label.kind === 'column') return label.column === named ? 4 : -4
  return named >= pixels && named < pixels + size ? -4 : 0
}
