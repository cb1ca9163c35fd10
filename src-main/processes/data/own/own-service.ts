import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { AppError } from '#learn/app-error.ts'
import { type DigitSet, noLabel } from '#learn/datasets/digit-set.ts'
import { readPicture } from '#learn/ink/bitmaps/read-picture.ts'
import type { OwnDataApi, PictureAnswer } from '#rpc/contract/own.ts'
import type { Handlers } from '#rpc/contract/remote.ts'
import { readOwnDigits } from '#store/own-digit-store.ts'
import { hasInk, noInk } from '#store/own-digit-schema.ts'
import { isGzip, type PenDigit, readPenFile } from '#store/pen-file.ts'
import { bitmapFormat, decodeBitmap } from '../bitmaps/decode-bitmap.ts'
import { fileError } from '../file-error.ts'
import type { RunCache } from '../run-cache.ts'
import type { UploadSpool } from '../upload-spool.ts'
import { exportOwnDigits } from './export-own-digits.ts'
import { ownAccuracy } from './own-accuracy.ts'

export interface OwnServiceOptions {
  dataFolder: string
  runs: RunCache
  uploads: UploadSpool
  /** Of a CSV or IDX file. */
  digitsOf(path: string, name: string, labels: NamedFile | undefined, signal: AbortSignal): Promise<DigitSet>
}

type Place = { path: string } | { upload: string; labels?: string }

interface NamedFile {
  path: string
  name: string
}

/** Nobody writes more by hand; whole training sets are opened, not imported. */
const mostImported = 20_000

/** The data process's part of own digits: files in and out, pictures, and what models make of a hand. */
export function createOwnService({ dataFolder, runs, uploads, digitsOf }: OwnServiceOptions): Handlers<OwnDataApi> {
  async function withFile<T>(
    place: Place,
    work: (path: string, name: string, labels: NamedFile | undefined) => Promise<T>,
  ): Promise<T> {
    if ('path' in place) return work(place.path, basename(place.path), undefined)
    const { upload, labels } = place
    try {
      const { path, name } = uploads.complete(upload)
      return await work(path, name, labels === undefined ? undefined : uploads.complete(labels))
    } finally {
      await uploads.remove(upload)
      if (labels !== undefined) await uploads.remove(labels)
    }
  }

  async function bytesOf(path: string, name: string): Promise<Uint8Array> {
    try {
      return await readFile(path)
    } catch (cause) {
      throw fileError(name, cause)
    }
  }

  /** Others have their turn between the steps, which take up to a second each; a call taken back ends there. */
  async function picture(path: string, name: string, whole: boolean, signal: AbortSignal): Promise<PictureAnswer[]> {
    const bytes = await bytesOf(path, name)
    await breathe(signal)
    const image = await decodeBitmap(name, bytes)
    await breathe(signal)
    return readPicture(image, { whole }).map(({ normalised, asIs, left, top, width, height }) => ({
      pixels: normalised.centred.pixels,
      asIs,
      warnings: normalised.warnings,
      ...{ left, top, width, height },
    }))
  }

  return {
    readPicture: ({ whole = false, ...place }, { signal }) =>
      withFile(place, (path, name) => picture(path, name, whole, signal)),

    readOwnFile: (place, { signal }) =>
      withFile(place, async (path, name, labelFile) => {
        const bytes = await bytesOf(path, name)
        if (bitmapFormat(bytes) !== null) {
          throw new AppError('invalid-file', `${name} is a picture: its digits have no labels.`, {
            hint: 'Drop it on the pad and label each digit by its key.',
          })
        }
        const json = isGzip(bytes) ? /\.json\.gz$/i.test(name) : bytes[bytes.findIndex((byte) => byte > 32)] === 0x5b
        if (json) return checked(name, readPenFile(name, bytes))
        const { rows, height, width, pixels, labels } = await digitsOf(path, name, labelFile, signal)
        if (height !== 28 || width !== 28) {
          throw new AppError('invalid-file', `The digits of ${name} have ${height} x ${width} pixels, not 28 x 28.`)
        }
        checkCount(name, rows)
        const digits = Array.from({ length: rows }, (_, k) => ({
          label: labels[k],
          strokes: [],
          pixels: Buffer.from(pixels.subarray(k * 784, (k + 1) * 784)).toString('base64'),
        })).filter(({ label }) => label !== noLabel && label <= 9)
        if (digits.length > 0) return digits
        throw new AppError('invalid-file', `${name} has no digit with a label from 0 to 9.`, {
          hint: 'A row begins with its label, then come the 784 grey levels.',
        })
      }),

    async exportOwnDigits({ set, format }) {
      return exportOwnDigits(set, (await readOwnDigits(dataFolder, set)).digits, format)
    },

    async ownAccuracy({ set, runs: ids }, { signal }) {
      const { digits } = await readOwnDigits(dataFolder, set)
      const answers = []
      const failures: unknown[] = []
      for (const id of ids) {
        // A model that cannot be read does not silence the others.
        const run = await runs.get(id).catch((error: unknown) => void failures.push(error))
        // Own digits are 28 x 28: a model of another size has nothing to say of them.
        if (run?.model.height === 28 && run.model.width === 28) answers.push(await ownAccuracy(run, digits, signal))
      }
      if (answers.length === 0 && failures.length > 0) throw failures[0]
      return answers
    },
  }
}

async function breathe(signal: AbortSignal): Promise<void> {
  await new Promise((resolve) => setImmediate(resolve))
  signal.throwIfAborted()
}

function checkCount(name: string, count: number): void {
  if (count <= mostImported) return
  throw new AppError(
    'invalid-file',
    `${name} holds ${count} digits; at most ${mostImported} can be imported at once.`,
    {
      hint: 'Open it as training digits on Data, or split it into smaller files.',
    },
  )
}

function checked(name: string, digits: PenDigit[]): PenDigit[] {
  checkCount(name, digits.length)
  const at = digits.findIndex((digit) => !hasInk(digit))
  if (at >= 0) throw new AppError('invalid-file', `${name} cannot be imported: digit ${at + 1} is empty, and ${noInk}.`)
  return digits
}
