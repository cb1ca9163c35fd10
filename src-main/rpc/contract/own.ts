import type { OwnInk } from '#learn/ink/own-digit-pixels.ts'
import type { DatasetSource } from './dataset.ts'
import type { RunId } from './run.ts'

/** One line of `own/<set>/digits.jsonl`. */
export interface OwnDigit extends OwnInk {
  id: string
  /** 0 to 9 */
  label: number
  writer?: string
  /** Milliseconds since 1970. */
  created: number
}

export interface OwnSet {
  name: string
  /** Entry k: digits labelled k. */
  classCounts: number[]
  count: number
  /** null for an empty set. */
  newest: number | null
  /** A sentence where lines of its file could not be read and were set aside. */
  problem?: string
}

/** What a model makes of a set of own digits. */
export interface OwnAccuracy {
  run: RunId
  count: number
  correct: number
  accuracy: number
  /** 95 % Wilson interval. */
  interval: [number, number]
  /** Entry k: the label the model gives to digit k of the set. */
  predicted: Uint8Array
}

export type OwnFormat = 'csv' | 'idx' | 'json'

/** A file made for a person to keep. */
export interface ExportedFile {
  name: string
  bytes: Uint8Array
}

/** A digit found in a picture. */
export interface PictureAnswer {
  /** 28 x 28, normalised. */
  pixels: Uint8Array
  /** 28 x 28 as the file has them, white on black; null for files of any other size. */
  asIs: Uint8Array | null
  warnings: string[]
  /** Where it stands in the picture, in its pixels. */
  left: number
  top: number
  width: number
  height: number
}

/** Files that the page may name, without the sample. */
export type PictureSource = Exclude<DatasetSource, { kind: 'sample' }>

/** Calls about a person's own digits. */
export interface OwnApi {
  ownSets(): OwnSet[]
  /** In the order in which they were kept. */
  ownDigits(argument: { set: string }): OwnDigit[]
  /**
   * Answered when it is safe on the disk; the set is made where there is none. A digit whose id is in the set already is kept once and
   * given back as it stands there, so a call whose answer was lost may be sent again.
   */
  keepOwnDigit(
    argument: Omit<OwnInk, 'pixels'> & {
      set: string
      /** A fresh one is made where none is given. */
      id?: string
      label: number
      writer?: string
      pixels?: Uint8Array
    },
  ): OwnDigit
  relabelOwnDigit(argument: { set: string; id: string; label: number }): OwnDigit
  /** Gives the digit back, for `restoreOwnDigit`. */
  deleteOwnDigit(argument: { set: string; id: string }): OwnDigit
  restoreOwnDigit(argument: { set: string; digit: OwnDigit }): void
  /** An upload of IDX pictures comes with that of its labels. */
  importOwnDigits(argument: { set: string; source: PictureSource }): { added: number }
  /** IDX is two files. */
  exportOwnDigits(argument: { set: string; format: OwnFormat }): ExportedFile[]
  ownAccuracy(argument: { set: string; runs: RunId[] }): OwnAccuracy[]
  /** Every digit of a bitmap, in reading order; `whole`: all of its ink is one digit. */
  readPicture(argument: { source: PictureSource; whole?: boolean }): PictureAnswer[]
}

/** What the data process does of it. */
export interface OwnDataApi {
  readOwnFile(argument: { path: string } | { upload: string; labels?: string }): Omit<OwnDigit, 'id' | 'created'>[]
  exportOwnDigits(argument: { set: string; format: OwnFormat }): ExportedFile[]
  ownAccuracy(argument: { set: string; runs: RunId[] }): OwnAccuracy[]
  readPicture(argument: ({ path: string } | { upload: string }) & { whole?: boolean }): PictureAnswer[]
}
