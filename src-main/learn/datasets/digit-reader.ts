import type { DigitSet } from './digit-set.ts'

export interface ReadDigits {
  set: DigitSet
  /** For people, in a few words each: what the file was taken for. */
  words: string[]
  /** What the classes are called where the labels are names; class k is entry k. */
  classNames: string[] | null
}

/** Turns the bytes of a file into digits, piece by piece. Raises `invalid-file` at the first byte that cannot be right. */
export interface DigitReader {
  /** Complete rows so far. */
  readonly rows: number
  /** The bytes may be reused by the caller after the call. */
  push(bytes: Uint8Array): void
  end(): ReadDigits
}
