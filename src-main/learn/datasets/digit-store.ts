import { AppError } from '../app-error.ts'
import { greyLevels, greyRange } from './grey-range.ts'

/** One buffer stays below 1 GiB in every host. */
const mostBytes = 1 << 30

/**
 * Rows that grow while a file is read. Whole numbers from 0 to 255 stay bytes; the first other value makes all of them floats
 * (exact for bytes), until the end tells their range.
 */
export class DigitStore {
  readonly size: number
  count = 0
  labels: Uint8Array
  /** Not read any more once there are floats. */
  bytes: Uint8Array
  private floats: Float32Array | null = null
  private low = 0
  private high = 0
  private whole = true

  constructor(size: number, rows: number) {
    this.size = size
    const most = Math.max(1, Math.min(rows, Math.floor(mostBytes / size)))
    this.labels = new Uint8Array(most)
    this.bytes = new Uint8Array(most * size)
  }

  get holdsBytes(): boolean {
    return this.floats === null
  }

  /** Room for one row more. */
  ensureRow(): void {
    if (this.count < this.labels.length) return
    const width = this.floats === null ? 1 : 4
    const most = Math.floor(mostBytes / width / this.size)
    const rows = Math.min(Math.max(1024, Math.ceil(this.labels.length * 1.5)), most)
    if (rows <= this.count) {
      throw new AppError(
        'out-of-memory',
        `The file has more than ${this.count} digits of ${this.size} pixels, which is more than fits.`,
        { hint: 'Split the file.' },
      )
    }
    this.labels = grown(this.labels, new Uint8Array(rows))
    if (this.floats === null) this.bytes = grown(this.bytes, new Uint8Array(rows * this.size))
    else this.floats = grown(this.floats, new Float32Array(rows * this.size))
  }

  /** Takes the pixels that start at `from` of the values as the next row. */
  add(label: number, values: Float64Array, from: number): void {
    const { size } = this
    const to = from + size
    for (let i = from; i < to && this.floats === null; i++) {
      const value = values[i]
      if ((value & 255) !== value) this.becomeFloats()
    }
    const out = this.count * size
    if (this.floats === null) {
      const { bytes } = this
      for (let i = 0; i < size; i++) bytes[out + i] = values[from + i]
    } else {
      const { floats } = this
      for (let i = 0; i < size; i++) {
        const value = values[from + i]
        floats[out + i] = value
        if (value < this.low) this.low = value
        if (value > this.high) this.high = value
        if (this.whole && value % 1 !== 0) this.whole = false
      }
    }
    this.labels[this.count++] = label
  }

  /** The rows as grey levels, and a word on their range where it was another. */
  finish(): { pixels: Uint8Array; labels: Uint8Array; words: string[] } {
    const labels = this.labels.slice(0, this.count)
    const length = this.count * this.size
    const { low, whole, floats } = this
    if (floats === null) {
      const pixels = this.bytes.subarray(0, length)
      // Ends at the first value that only a grey level can be, so almost at once.
      const high = pixels.some((value) => value > 16) ? 255 : pixels.reduce((most, value) => Math.max(most, value), 0)
      const range = greyRange({ low: 0, high, whole: true })
      return { pixels: range.factor === 1 ? pixels : greyLevels(pixels, range), labels, words: wordsOf(range.words) }
    }
    const values = floats.subarray(0, length)
    const range = greyRange({ low, high: this.high, whole })
    return { pixels: greyLevels(values, range), labels, words: wordsOf(range.words) }
  }

  private becomeFloats(): void {
    const rows = Math.min(this.labels.length, Math.floor(mostBytes / 4 / this.size))
    const floats = new Float32Array(Math.max(rows, this.count + 1) * this.size)
    for (let i = 0; i < this.count * this.size; i++) {
      floats[i] = this.bytes[i]
      if (this.bytes[i] > this.high) this.high = this.bytes[i]
    }
    this.labels = grown(this.labels.subarray(0, floats.length / this.size), new Uint8Array(floats.length / this.size))
    this.floats = floats
    this.bytes = new Uint8Array(0)
  }
}

function wordsOf(word: string | null): string[] {
  return word === null ? [] : [word]
}

function grown<T extends Uint8Array | Float32Array>(from: T, to: T): T {
  to.set(from)
  return to
}
