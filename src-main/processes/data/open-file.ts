import { createHash } from 'node:crypto'
import { basename } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { AppError, hasCode } from '#learn/app-error.ts'
import { CsvReader } from '#learn/datasets/csv-reader.ts'
import { describeDigits } from '#learn/datasets/describe-digits.ts'
import type { ReadDigits } from '#learn/datasets/digit-reader.ts'
import type { DigitSet } from '#learn/datasets/digit-set.ts'
import { digitsOfIdx, idxFileBytes, readIdx } from '#learn/datasets/idx-reader.ts'
import { withKnownName } from '#learn/datasets/known-datasets.ts'
import type { DatasetProgress, DatasetQuestion, DoubtAnswers, Part } from '#rpc/contract/dataset.ts'
import { readDatasetInfo, writeDataset, type StoredDataset } from '#store/dataset-store.ts'
import { findSource, rememberSource, type KnownSource } from '#store/source-index.ts'
import { collect, readPieces } from './byte-stream.ts'
import { piecesOf, type SourceFile } from './digit-source.ts'
import { settleDoubts } from './settle-doubts.ts'
import { sourceFiles } from './source-files.ts'

export interface OpenFileOptions {
  dataFolder: string
  path: string
  /** Which of several files in an archive is likelier. */
  part?: Part
  /** What people call it; the file's own name when absent. */
  name?: string
  /** The labels of an IDX file, where they do not lie beside it. */
  labels?: { path: string; name: string }
  answers?: DoubtAnswers
  signal?: AbortSignal
  progress?: (progress: Omit<DatasetProgress, 'part'>) => void
}

export interface OpenedDataset {
  kind: 'opened'
  stored: StoredDataset
  name: string
  description: string
  classNames: string[] | null
  /** null when the digits were in the store already. */
  set: DigitSet | null
}

export type FileOutcome = OpenedDataset | { kind: 'question'; question: DatasetQuestion }

const largestIdxBytes = 2 ** 30
const idxSlackBytes = 1 << 20

/** Share of the whole time, measured on a CSV of 110 MB. */
const checkingUntil = 0.25
const readingUntil = 0.8

/** A file opened before is found by the checksum of its bytes; any other is read, asked about if need be, stored and remembered. */
export async function openFile(options: OpenFileOptions): Promise<FileOutcome> {
  const { dataFolder, path, name = basename(path), answers = {}, signal, progress } = options
  const sources = await sourceFiles({ path, name, part: options.part ?? 'train', labels: options.labels, answers })
  if (sources.kind === 'question') return sources
  const { files, member } = sources
  const report = (phase: DatasetProgress['phase'], fraction: number, rows: number) =>
    progress?.({ phase, fraction, rows })
  const sha256 = await checksum(files, signal, (done) => report('checking', checkingUntil * done, 0))
  const key = member === null ? sha256 : `${sha256}:${member}`
  const shownName = member === null ? name : `${files[0].name} in ${name}`

  const before = await findSource(dataFolder, key)
  const known = await knownDataset(dataFolder, before, answers)
  if (known !== null) {
    report('checking', 1, known.stored.rows)
    return { kind: 'opened', name: shownName, set: null, ...known }
  }
  const { set, words, classNames } = await readDigits(files, signal, (done, rows) =>
    report('reading', checkingUntil + (readingUntil - checkingUntil) * done, rows),
  )
  const settled = settleDoubts(set, shownName, answers, before?.answers)
  if (settled.kind === 'question') return settled
  report('storing', readingUntil, set.rows)
  const sentence = describeDigits(set, [...words, ...settled.words, ...files[0].words])
  const stored = await writeDataset({
    dataFolder,
    set,
    name: shownName,
    description: sentence,
    ...(classNames === null ? {} : { classNames }),
    signal,
  })
  const description = withKnownName(sentence, stored.knownAs)
  await rememberSource(dataFolder, key, {
    dataset: stored.id,
    description,
    ...(classNames === null ? {} : { classNames }),
    ...(Object.keys(pictureAnswers(answers)).length === 0 ? {} : { answers: pictureAnswers(answers) }),
  })
  report('storing', 1, set.rows)
  return { kind: 'opened', stored, name: shownName, description, classNames, set }
}

async function checksum(
  files: SourceFile[],
  signal: AbortSignal | undefined,
  progress: (fraction: number) => void,
): Promise<string> {
  const hash = createHash('sha256')
  // Two members of one archive are one file.
  const whole = new Map(files.map(({ path, fileBytes }) => [path, fileBytes]))
  const all = [...whole.values()].reduce((sum, bytes) => sum + bytes, 0)
  let before = 0
  for (const [path, bytes] of whole) {
    const done = before
    for await (const piece of readPieces(path, { signal, progress: (read) => progress((done + read) / all) }))
      hash.update(piece)
    before += bytes
  }
  return hash.digest('hex')
}

/** Found before, and nothing to be asked: a file that was in doubt is asked about again, so that an answer can be revised. */
async function knownDataset(
  dataFolder: string,
  source: KnownSource | null,
  answers: DoubtAnswers,
): Promise<Pick<OpenedDataset, 'stored' | 'description' | 'classNames'> | null> {
  if (source === null || !isDeepStrictEqual(source.answers ?? {}, pictureAnswers(answers))) return null
  try {
    const stored = await readDatasetInfo(dataFolder, source.dataset)
    return { stored, description: source.description, classNames: source.classNames ?? null }
  } catch (error) {
    // Deleted or damaged since: read the file as if it were new.
    if (hasCode(error, 'not-found') || hasCode(error, 'damaged')) return null
    throw error
  }
}

/** The member is part of the key already. */
function pictureAnswers({ ink, orientation }: DoubtAnswers): Record<string, string> {
  return { ...(ink === undefined ? {} : { ink }), ...(orientation === undefined ? {} : { orientation }) }
}

/** A little more than the header promises, so that the reader can say by how much a file is too long. */
function mostIdxBytes(head: Uint8Array): number {
  const promised = idxFileBytes(head) ?? 0
  if (promised <= largestIdxBytes) return promised + idxSlackBytes
  throw new AppError(
    'unsupported',
    `The IDX file promises ${Math.round(promised / 2 ** 20)} MB; 1024 MB can be read.`,
    {
      hint: 'Open a smaller file.',
    },
  )
}

async function readDigits(
  files: SourceFile[],
  signal: AbortSignal | undefined,
  progress: (fraction: number, rows: number) => void,
): Promise<ReadDigits> {
  const [file, labels] = files
  if (labels !== undefined) {
    const pictures = readIdx(
      await collect(piecesOf(file, { signal, progress: (read) => progress(read / file.bytes, 0) }), mostIdxBytes),
    )
    return digitsOfIdx(pictures, readIdx(await collect(piecesOf(labels, { signal }), mostIdxBytes)))
  }
  const reader = new CsvReader({ bytes: file.packing.length === 0 ? file.bytes : undefined })
  const pieces = piecesOf(file, { signal, progress: (read) => progress(read / file.bytes, reader.rows) })
  for await (const piece of pieces) reader.push(piece)
  return reader.end()
}
