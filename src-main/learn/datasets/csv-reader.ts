import { AppError } from '../app-error.ts'
import { ClassNames } from './class-names.ts'
import type { DigitReader, ReadDigits } from './digit-reader.ts'
import { noLabel } from './digit-set.ts'
import { DigitStore } from './digit-store.ts'
import { endless, joined, longestLine, PlainText, refuseBinary } from './plain-text.ts'
import { restoredRow } from './table-heading.ts'
import { splitLine } from './table-dialect.ts'
import { isPlain, layoutWords, recogniseTableLayout, type TableLayout } from './table-layout.ts'
import { arePixels, labelOf, parseCarefully, parseFast, parseNumbers, RaggedRow, raggedRows } from './table-row.ts'

const lineFeed = 10
const carriageReturn = 13
const newLine = new Uint8Array([lineFeed])
/** Lines the layout is recognised from, unless they pass this many bytes. */
const headLines = 64
const headBytes = 4 << 20
const raggedShown = 20

export interface CsvReaderOptions {
  /** Size of the file, where it is known: spares growing. */
  bytes?: number
}

/** What is known once the layout is. */
interface Table {
  layout: TableLayout
  store: DigitStore
  values: Float64Array
  plain: boolean
}

/** Reads a table of digits from the bytes of a text file. Whole lines are parsed where they lie; only what is cut off at the end of a piece is kept. */
export class CsvReader implements DigitReader {
  private readonly fileBytes: number | null
  private readonly text = new PlainText()
  private readonly names = new ClassNames()
  private table: Table | null = null
  private line = 0
  private rest = new Uint8Array(0)
  private ragged: RaggedRow[] = []
  private raggedCount = 0

  constructor({ bytes }: CsvReaderOptions = {}) {
    this.fileBytes = bytes ?? null
  }

  get rows(): number {
    return this.table?.store.count ?? 0
  }

  push(bytes: Uint8Array): void {
    this.take(this.text.push(bytes))
  }

  end(): ReadDigits {
    this.take(this.text.end())
    // The last line may lack its end; a blank line more is none.
    if (this.table === null) this.start(joined(this.rest, newLine))
    else this.take(newLine)
    const { layout, store } = this.table as unknown as Table
    if (this.ragged.length > 0) throw raggedRows(this.ragged, this.raggedCount, layout.columns)
    if (store.count === 0) throw empty()
    const { pixels, labels, words: range } = store.finish()
    const named = this.names.size === 0 ? null : this.names.numbers()
    const set = {
      rows: store.count,
      height: layout.height,
      width: layout.width,
      pixels,
      labels: named === null ? labels : labels.map((code) => named.numbers[code]),
    }
    const words = [...layoutWords(layout), ...this.text.words, ...this.names.words(), ...range]
    return { set, words, classNames: named?.names ?? null }
  }

  private take(bytes: Uint8Array): void {
    if (bytes.length === 0) return
    if (this.table === null) {
      const head = joined(this.rest, bytes)
      if (head.length > headBytes || firstLines(head).lines.length === headLines) this.start(head)
      else this.keep(head, headBytes)
      return
    }
    let from = 0
    if (this.rest.length > 0) {
      from = bytes.indexOf(lineFeed) + 1
      const line = joined(this.rest, bytes.subarray(0, from === 0 ? bytes.length : from))
      if (from === 0) {
        this.keep(line)
        return
      }
      this.parseLines(this.table, line, 0, line.length)
    }
    const to = Math.max(from, bytes.lastIndexOf(lineFeed) + 1)
    this.parseLines(this.table, bytes, from, to)
    this.keep(bytes.slice(to))
  }

  /** Recognises the layout from the first lines, then reads on behind the heading. */
  private start(head: Uint8Array): void {
    refuseBinary(head)
    const { from, skipped, lines } = firstLines(head)
    if (lines.length === 0) throw head.length > longestLine ? endless(1) : empty()
    const layout = recogniseTableLayout(lines, skipped + 1)
    const size = layout.height * layout.width
    this.table = {
      layout,
      store: new DigitStore(size, this.expectedRows(layout, lines)),
      values: new Float64Array(layout.columns),
      plain: isPlain(layout),
    }
    this.line = skipped + (layout.heading === 'none' ? 0 : 1)
    this.rest = new Uint8Array(0)
    if (layout.heading === 'first-row') this.restoreFirstRow(this.table, lines[0])
    this.take(head.subarray(layout.heading === 'none' ? from : head.indexOf(lineFeed, from) + 1))
  }

  /** Complete lines from `from` up to `to`. */
  private parseLines({ layout, store, values, plain }: Table, bytes: Uint8Array, from: number, to: number): void {
    let at = from
    while (at < to) {
      store.ensureRow()
      if (plain && store.holdsBytes) {
        const next = parseFast(bytes, at, store.size, store.bytes, store.labels, store.count)
        if (next >= 0) {
          store.count++
          this.line++
          at = next
          continue
        }
      }
      const end = bytes.indexOf(lineFeed, at)
      this.line++
      if (!isBlank(bytes, at, end)) this.parseLine(layout, store, values, bytes, at, end)
      at = end + 1
    }
  }

  private parseLine(
    layout: TableLayout,
    store: DigitStore,
    values: Float64Array,
    bytes: Uint8Array,
    from: number,
    to: number,
  ): void {
    const count = parseNumbers(bytes, from, to, layout.dialect, values)
    const words = layout.label.kind === 'column' && layout.label.words
    let label = count === layout.columns && !words ? labelOf(layout, values, noLabel) : -1
    if (label < 0 || !arePixels(layout, values)) {
      try {
        parseCarefully(textOf(bytes.subarray(from, to)), this.line, layout, values, this.names)
      } catch (problem) {
        if (!(problem instanceof RaggedRow)) throw problem
        this.raggedCount++
        if (this.ragged.length < raggedShown) this.ragged.push(problem)
        return
      }
      label = labelOf(layout, values, noLabel)
    }
    store.add(label, values, layout.pixels)
  }

  private restoreFirstRow({ layout, store, values }: Table, line: string): void {
    restoredRow(splitLine(line, layout.dialect)).forEach((cell, column) => (values[column] = Number(cell)))
    store.ensureRow()
    store.add(labelOf(layout, values, noLabel), values, layout.pixels)
  }

  private keep(rest: Uint8Array, most = longestLine): void {
    if (rest.length > most) throw endless(this.line + 1)
    this.rest = rest as Uint8Array<ArrayBuffer>
  }

  /**
   * A plain row takes at least two bytes a value, so the file's size bounds the rows; memory not written to is never really taken.
   * Floats are longer, and the first rows tell how much.
   */
  private expectedRows({ columns }: TableLayout, lines: string[]): number {
    if (this.fileBytes === null) return 1024
    const most = Math.ceil((this.fileBytes + 1) / (2 * columns))
    if (lines.length < headLines) return most
    const bytes = lines.slice(1).reduce((sum, line) => sum + line.length + 1, 0)
    return Math.min(most, Math.ceil((1.2 * this.fileBytes * (lines.length - 1)) / bytes) + 1)
  }
}

/** The first complete lines, from the first that is not blank; blank ones among them are left out. */
function firstLines(bytes: Uint8Array): { from: number; skipped: number; lines: string[] } {
  let from = 0
  let skipped = 0
  const lines: string[] = []
  for (let at = 0; lines.length < headLines;) {
    const end = bytes.indexOf(lineFeed, at)
    if (end < 0) break
    if (!isBlank(bytes, at, end)) lines.push(textOf(bytes.subarray(at, end)))
    else if (lines.length === 0) {
      skipped++
      from = end + 1
    }
    at = end + 1
  }
  return { from, skipped, lines }
}

function isBlank(bytes: Uint8Array, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (bytes[i] !== 32 && bytes[i] !== 9 && bytes[i] !== carriageReturn) return false
  return true
}

/** Byte by byte, since cells that matter are ASCII and pure code has no decoder at hand. */
function textOf(bytes: Uint8Array): string {
  let text = ''
  for (let i = 0; i < bytes.length; i += 8192) text += String.fromCharCode(...bytes.subarray(i, i + 8192))
  return text
}

function empty(): AppError {
  return new AppError('invalid-file', 'The file is empty: line 1, column 1 holds nothing.', {
    hint: 'Choose a CSV file with one digit a row.',
  })
}
