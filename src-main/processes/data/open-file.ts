import { createHash } from 'node:crypto'
import { basename } from 'node:path'
import { AppError, hasCode } from '#learn/app-error.ts'
import { CsvReader } from '#learn/datasets/csv-reader.ts'
import type { ReadDigits } from '#learn/datasets/digit-reader.ts'
import type { DigitSet } from '#learn/datasets/digit-set.ts'
import { digitsOfIdx, readIdx } from '#learn/datasets/idx-reader.ts'
import type { DatasetProgress } from '#rpc/contract/dataset.ts'
import { readDatasetInfo, writeDataset, type StoredDataset } from '#store/dataset-store.ts'
import { findSource, rememberSource } from '#store/source-index.ts'
import { collect, readPieces } from './byte-stream.ts'
import { idxPartner, lookAt, piecesOf, type SourceFile } from './digit-source.ts'

export interface OpenFileOptions {
  dataFolder: string
  path: string
  /** What people call it; the file's own name when absent. */
  name?: string
  signal?: AbortSignal
  progress?: (progress: Omit<DatasetProgress, 'part'>) => void
}

export interface OpenedDataset {
  stored: StoredDataset
  name: string
  description: string
  /** null when the digits were in the store already. */
  set: DigitSet | null
}

/** Share of the whole time, measured on a CSV of 110 MB. */
const checkingUntil = 0.25
const readingUntil = 0.8

/** A file opened before is found by the checksum of its bytes; any other is read, stored, and remembered. */
export async function openFile({
  dataFolder,
  path,
  name = basename(path),
  signal,
  progress,
}: OpenFileOptions): Promise<OpenedDataset> {
  const files = await filesOf(path)
  const report = (phase: DatasetProgress['phase'], fraction: number, rows: number) =>
    progress?.({ phase, fraction, rows })
  const sha256 = await checksum(files, signal, (done) => report('checking', checkingUntil * done, 0))

  const known = await knownDataset(dataFolder, sha256)
  if (known !== null) {
    report('checking', 1, known.stored.rows)
    return { ...known, name, set: null }
  }
  const { set, description } = await readDigits(files, signal, (done, rows) =>
    report('reading', checkingUntil + (readingUntil - checkingUntil) * done, rows),
  )
  report('storing', readingUntil, set.rows)
  const stored = await writeDataset({ dataFolder, set, name, description, signal })
  await rememberSource(dataFolder, sha256, { dataset: stored.id, description })
  report('storing', 1, set.rows)
  return { stored, name, description, set }
}

/** The file itself; for IDX the pictures, then their labels. */
async function filesOf(path: string): Promise<SourceFile[]> {
  const file = await lookAt(path)
  if (file.kind === 'table') return [file]
  const partner = await idxPartner(path)
  if (partner === null) {
    throw new AppError('invalid-file', `${basename(path)} is an IDX file, but the file that goes with it is missing.`, {
      hint: 'Put pictures and labels into one folder, named as they come: train-images-idx3-ubyte and train-labels-idx1-ubyte.',
    })
  }
  const pair = [file, await lookAt(partner)]
  return /labels/i.test(basename(path)) ? pair.reverse() : pair
}

async function checksum(
  files: SourceFile[],
  signal: AbortSignal | undefined,
  progress: (fraction: number) => void,
): Promise<string> {
  const hash = createHash('sha256')
  const all = files.reduce((sum, { bytes }) => sum + bytes, 0)
  let before = 0
  for (const { path, bytes } of files) {
    const done = before
    for await (const piece of readPieces(path, { signal, progress: (read) => progress((done + read) / all) }))
      hash.update(piece)
    before += bytes
  }
  return hash.digest('hex')
}

async function knownDataset(
  dataFolder: string,
  sha256: string,
): Promise<{ stored: StoredDataset; description: string } | null> {
  const source = await findSource(dataFolder, sha256)
  if (source === null) return null
  try {
    return { stored: await readDatasetInfo(dataFolder, source.dataset), description: source.description }
  } catch (error) {
    // Deleted or damaged since: read the file as if it were new.
    if (hasCode(error, 'not-found') || hasCode(error, 'damaged')) return null
    throw error
  }
}

async function readDigits(
  files: SourceFile[],
  signal: AbortSignal | undefined,
  progress: (fraction: number, rows: number) => void,
): Promise<ReadDigits> {
  const [file, labels] = files
  if (labels !== undefined) {
    const pictures = readIdx(
      await collect(piecesOf(file, { signal, progress: (read) => progress(read / file.bytes, 0) })),
    )
    return digitsOfIdx(pictures, readIdx(await collect(piecesOf(labels, { signal }))))
  }
  const reader = new CsvReader({ bytes: file.packed === null ? file.bytes : undefined })
  const pieces = piecesOf(file, { signal, progress: (read) => progress(read / file.bytes, reader.rows) })
  for await (const piece of pieces) reader.push(piece)
  return reader.end()
}
