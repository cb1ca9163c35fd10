import { AppError } from '../app-error.ts'
import type { DigitReader, ReadDigits } from './digit-reader.ts'
import { describeTable, recogniseTableLayout, type TableLayout } from './table-layout.ts'
import { parseCarefully, parseFast } from './table-row.ts'

const lineFeed = 10
const carriageReturn = 13
const newLine = new Uint8Array([lineFeed])
/** No row of digits is longer; a file without line ends is no table. */
const longestLine = 1 << 20
/** One buffer stays below 1 GiB in every host. */
const mostPixels = 1 << 30

export interface CsvReaderOptions {
  /** Size of the file, where it is known: spares growing. */
  bytes?: number
}

/** Reads a table of digits from the bytes of a text file. Whole lines are parsed where they lie; only what is cut off at the end of a piece is kept. */
export class CsvReader implements DigitReader {
  private readonly fileBytes: number | null
  private layout: TableLayout | null = null
  private line = 0
  private count = 0
  private rest = new Uint8Array(0)
  private pixels = new Uint8Array(0)
  private labels = new Uint8Array(0)

  constructor({ bytes }: CsvReaderOptions = {}) {
    this.fileBytes = bytes ?? null
  }

  get rows(): number {
    return this.count
  }

  push(bytes: Uint8Array): void {
    if (this.layout === null) {
      const head = joined(this.rest, bytes)
      if (firstLines(head).lines.length === 2) this.start(head)
      else {
        refuseBinary(head)
        this.keep(head)
      }
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
      this.parseLines(this.layout, line, 0, line.length)
    }
    const to = Math.max(from, bytes.lastIndexOf(lineFeed) + 1)
    this.parseLines(this.layout, bytes, from, to)
    this.keep(bytes.slice(to))
  }

  end(): ReadDigits {
    // The last line may lack its end; a blank line more is none.
    if (this.layout === null) this.start(joined(this.rest, newLine))
    else this.push(newLine)
    const layout = this.layout as TableLayout | null
    if (layout === null || this.count === 0) throw empty()
    const { height, width } = layout
    const set = {
      rows: this.count,
      height,
      width,
      pixels: this.pixels.subarray(0, this.count * height * width),
      labels: this.labels.slice(0, this.count),
    }
    return { set, description: describeTable(layout) }
  }

  /** Recognises the layout from the first lines, then reads on behind the heading. */
  private start(head: Uint8Array): void {
    refuseBinary(head)
    const { from, skipped, lines } = firstLines(head)
    if (lines.length === 0) throw empty()
    const [first, second = ''] = lines
    this.layout = recogniseTableLayout(first, second.trim() === '' ? null : second, skipped + 1)
    this.reserve(this.layout)
    this.line = skipped + (this.layout.header ? 1 : 0)
    this.rest = new Uint8Array(0)
    this.push(head.subarray(this.layout.header ? head.indexOf(lineFeed, from) + 1 : from))
  }

  /** Complete lines from `from` up to `to`. */
  private parseLines(layout: TableLayout, bytes: Uint8Array, from: number, to: number): void {
    const size = layout.columns - 1
    let at = from
    while (at < to) {
      if (this.count === this.labels.length) this.grow(size)
      let next = parseFast(bytes, at, size, this.pixels, this.labels, this.count)
      this.line++
      if (next < 0) {
        const end = bytes.indexOf(lineFeed, at)
        next = end + 1
        if (isBlank(bytes, at, end)) {
          at = next
          continue
        }
        parseCarefully(textOf(bytes.subarray(at, end)), this.line, layout, this.pixels, this.labels, this.count)
      }
      this.count++
      at = next
    }
  }

  private keep(rest: Uint8Array): void {
    if (rest.length > longestLine) {
      throw new AppError(
        'invalid-file',
        `Line ${this.line + 1} has no end within a million characters, so this is no table of digits.`,
        {
          hint: 'Choose a CSV file with one digit a row.',
        },
      )
    }
    this.rest = rest as Uint8Array<ArrayBuffer>
  }

  /** A row takes at least two bytes a value, so the file's size bounds the rows; memory not written to is never really taken. */
  private reserve({ columns }: TableLayout): void {
    const rows = this.fileBytes === null ? 1024 : Math.ceil((this.fileBytes + 1) / (2 * columns))
    const most = Math.floor(mostPixels / (columns - 1))
    this.labels = new Uint8Array(Math.min(rows, most))
    this.pixels = new Uint8Array(this.labels.length * (columns - 1))
  }

  private grow(size: number): void {
    const rows = Math.min(Math.max(1024, Math.ceil(this.labels.length * 1.5)), Math.floor(mostPixels / size))
    if (rows <= this.count) {
      throw new AppError(
        'out-of-memory',
        `The file has more than ${this.count} digits of ${size} pixels, which is more than fits.`,
        {
          hint: 'Split the file.',
        },
      )
    }
    const labels = new Uint8Array(rows)
    labels.set(this.labels)
    const pixels = new Uint8Array(rows * size)
    pixels.set(this.pixels)
    this.labels = labels
    this.pixels = pixels
  }
}

/** The first two complete lines, from the first that is not blank; `from` is where they start, behind a byte order mark. */
function firstLines(bytes: Uint8Array): { from: number; skipped: number; lines: string[] } {
  let from = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0
  let skipped = 0
  const lines: string[] = []
  for (let at = from; lines.length < 2;) {
    const end = bytes.indexOf(lineFeed, at)
    if (end < 0) break
    if (lines.length === 0 && isBlank(bytes, at, end)) {
      skipped++
      from = end + 1
    } else lines.push(textOf(bytes.subarray(at, end)))
    at = end + 1
  }
  return { from, skipped, lines }
}

function refuseBinary(bytes: Uint8Array): void {
  const utf16 = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)
  if (utf16) {
    throw new AppError('invalid-file', 'Line 1, column 1: the file is UTF-16 text.', {
      hint: 'Save it as CSV in UTF-8.',
    })
  }
  const sample = Math.min(bytes.length, 4096)
  for (let i = 0; i < sample; i++) {
    const byte = bytes[i]
    if (byte < 32 && byte !== 9 && byte !== lineFeed && byte !== carriageReturn) {
      throw new AppError(
        'invalid-file',
        `Line 1, column 1: the file is no text (byte ${i + 1} has the value ${byte}).`,
        {
          hint: 'Choose a CSV file with one digit a row: its label, then its pixels.',
        },
      )
    }
  }
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

function joined(a: Uint8Array, b: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(a.length + b.length)
  both.set(a)
  both.set(b, a.length)
  return both
}

function empty(): AppError {
  return new AppError('invalid-file', 'The file is empty: line 1, column 1 holds nothing.', {
    hint: 'Choose a CSV file with one digit a row.',
  })
}
