import { AppError } from '../app-error.ts'

const lineFeed = 10
const carriageReturn = 13
/** No row of digits is longer; a file without line ends is no table. */
export const longestLine = 1 << 20

export type LineEnd = 'LF' | 'CRLF' | 'CR'

type Encoding = 'utf-8' | 'utf-8-bom' | 'utf-16-le' | 'utf-16-be'

/**
 * Text in UTF-8 with line feeds, whatever the file is written in: byte order marks go, UTF-16 is decoded, lone carriage returns
 * become line feeds. The usual text passes through untouched, without a copy.
 */
export class PlainText {
  /** null until the first line end was seen. */
  lineEnd: LineEnd | null = null
  private encoding: Encoding | null = null
  /** Bytes that come before anything is decided. */
  private head = new Uint8Array(0)
  private oddByte: number | null = null
  private surrogate = 0

  /** How the text was written, where that is worth a word. */
  get words(): string[] {
    const encoding = this.encoding === null || this.encoding === 'utf-8' ? [] : [encodingWords[this.encoding]]
    return this.lineEnd === null ? encoding : [...encoding, this.lineEnd]
  }

  push(bytes: Uint8Array): Uint8Array {
    if (this.encoding === null) {
      const head = joined(this.head, bytes)
      if (head.length < 3) {
        this.head = head
        return nothing
      }
      return this.begin(head)
    }
    return this.withLineFeeds(this.decoded(bytes))
  }

  /** What was held back; the text ends here. */
  end(): Uint8Array {
    const rest = this.encoding === null ? this.begin(this.head) : nothing
    if (this.lineEnd !== null) return rest
    const held = this.head
    this.head = nothing
    this.lineEnd = held.includes(carriageReturn) ? 'CR' : null
    return joined(rest, this.lineEnd === 'CR' ? lineFeeds(held) : held)
  }

  private begin(head: Uint8Array): Uint8Array {
    this.head = nothing
    if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) {
      this.encoding = 'utf-8-bom'
      return this.withLineFeeds(head.subarray(3))
    }
    if ((head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff)) {
      this.encoding = head[0] === 0xff ? 'utf-16-le' : 'utf-16-be'
      return this.withLineFeeds(this.decoded(head.subarray(2)))
    }
    this.encoding = 'utf-8'
    return this.withLineFeeds(head)
  }

  private withLineFeeds(bytes: Uint8Array): Uint8Array {
    if (this.lineEnd === null) {
      const head = joined(this.head, bytes)
      refuseBinary(head)
      this.lineEnd = lineEndIn(head)
      if (this.lineEnd === null) {
        if (head.length > longestLine) throw endless(1)
        this.head = head
        return nothing
      }
      this.head = nothing
      return this.lineEnd === 'CR' ? lineFeeds(head) : head
    }
    return this.lineEnd === 'CR' ? lineFeeds(bytes) : bytes
  }

  private decoded(bytes: Uint8Array): Uint8Array {
    if (this.encoding !== 'utf-16-le' && this.encoding !== 'utf-16-be') return bytes
    const high = this.encoding === 'utf-16-le' ? 1 : 0
    const units = this.oddByte === null ? bytes : joined(Uint8Array.of(this.oddByte), bytes)
    this.oddByte = units.length % 2 === 1 ? units[units.length - 1] : null
    // A unit of 16 bits takes three bytes at most.
    const text = new Uint8Array(Math.ceil(units.length * 1.5) + 4)
    let length = 0
    for (let i = 0; i + 1 < units.length; i += 2) {
      let code = (units[i + high] << 8) | units[i + 1 - high]
      if (code >= 0xd800 && code < 0xdc00) {
        this.surrogate = code
        continue
      }
      if (code >= 0xdc00 && code < 0xe000) code = 0x10000 + ((this.surrogate & 0x3ff) << 10) + (code & 0x3ff)
      if (code < 0x80) text[length++] = code
      else if (code < 0x800) {
        text[length++] = 0xc0 | (code >> 6)
        text[length++] = 0x80 | (code & 63)
      } else if (code < 0x10000) {
        text[length++] = 0xe0 | (code >> 12)
        text[length++] = 0x80 | ((code >> 6) & 63)
        text[length++] = 0x80 | (code & 63)
      } else {
        text[length++] = 0xf0 | (code >> 18)
        text[length++] = 0x80 | ((code >> 12) & 63)
        text[length++] = 0x80 | ((code >> 6) & 63)
        text[length++] = 0x80 | (code & 63)
      }
    }
    return text.subarray(0, length)
  }
}

const nothing = new Uint8Array(0)

const encodingWords = { 'utf-8-bom': 'byte order mark', 'utf-16-le': 'UTF-16', 'utf-16-be': 'UTF-16' }

/** Of the first line that has one; null when its last byte leaves it open. */
function lineEndIn(bytes: Uint8Array): LineEnd | null {
  const feed = bytes.indexOf(lineFeed)
  const first = bytes.indexOf(carriageReturn)
  if (first < 0 || (feed >= 0 && feed < first)) return feed < 0 ? null : 'LF'
  if (feed === first + 1) return 'CRLF'
  return first + 1 < bytes.length ? 'CR' : null
}

export function refuseBinary(bytes: Uint8Array): void {
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

function lineFeeds(bytes: Uint8Array): Uint8Array {
  return bytes.map((byte) => (byte === carriageReturn ? lineFeed : byte))
}

export function joined(a: Uint8Array, b: Uint8Array): Uint8Array<ArrayBuffer> {
  const both = new Uint8Array(a.length + b.length)
  both.set(a)
  both.set(b, a.length)
  return both
}

export function endless(line: number): AppError {
  return new AppError(
    'invalid-file',
    `Line ${line} has no end within a million characters, so this is no table of digits.`,
    { hint: 'Choose a CSV file with one digit a row.' },
  )
}
