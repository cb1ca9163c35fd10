import { randomUUID } from 'node:crypto'
import { mkdir, readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import * as v from 'valibot'
import { AppError, throwIfStopped } from '#learn/app-error.ts'
import type { DigitSet } from '#learn/datasets/digit-set.ts'
import { nameOfKnownDataset, withKnownName } from '#learn/datasets/known-datasets.ts'
import { countLabels } from '#learn/datasets/label-counts.ts'
import type { DatasetId } from '#rpc/contract/dataset.ts'
import { datasetFolder, datasetsFolder } from './data-folder.ts'
import { datasetId } from './dataset-id.ts'
import { diskError, systemCode } from './disk-error.ts'
import { patientRename } from './patient-rename.ts'
import { syncFolder, writeParts } from './synced-write.ts'

const storedDatasetSchema = v.object({
  version: v.literal(1),
  id: v.string(),
  /** As it was called when it came. */
  name: v.string(),
  rows: v.number(),
  height: v.number(),
  width: v.number(),
  classCounts: v.array(v.number()),
  unlabelled: v.number(),
  description: v.string(),
  knownAs: v.nullable(v.string()),
  classNames: v.optional(v.array(v.string())),
})

/** dataset.json */
export type StoredDataset = v.InferOutput<typeof storedDatasetSchema>

export interface NewDataset {
  dataFolder: string
  set: DigitSet
  name: string
  description: string
  classNames?: string[]
  signal?: AbortSignal
}

/** Stores digits under the checksum of what they are; digits that are there already are left as they are. */
export async function writeDataset({
  dataFolder,
  set,
  name,
  description,
  classNames,
  signal,
}: NewDataset): Promise<StoredDataset> {
  const unfinished = join(datasetsFolder(dataFolder), `.new-${randomUUID()}`)
  const id = await datasetId(set, signal)
  const known = await soundDataset(dataFolder, id)
  if (known !== null) return known
  const { rows, height, width } = set
  const knownAs = nameOfKnownDataset(id)
  const stored: StoredDataset = {
    version: 1,
    id,
    name,
    rows,
    height,
    width,
    ...countLabels(set.labels),
    description: withKnownName(description, knownAs),
    knownAs,
    ...(classNames === undefined ? {} : { classNames }),
  }
  try {
    await mkdir(unfinished, { recursive: true })
    await writeParts(join(unfinished, 'pixels.u8'), [set.pixels])
    await writeParts(join(unfinished, 'labels.u8'), [set.labels])
    await writeParts(join(unfinished, 'dataset.json'), [Buffer.from(JSON.stringify(stored, null, 2))])
    throwIfStopped(signal)
    // A damaged folder of the same id makes room; a sound one, come meanwhile, makes the rename fail.
    if ((await soundDataset(dataFolder, id)) === null)
      await rm(datasetFolder(dataFolder, id), { recursive: true, force: true })
    await patientRename(unfinished, datasetFolder(dataFolder, id))
    await syncFolder(datasetsFolder(dataFolder))
    return stored
  } catch (cause) {
    await rm(unfinished, { recursive: true, force: true }).catch(() => undefined)
    // Every platform has its own code for a folder in the way.
    const meanwhile = cause instanceof AppError ? null : await soundDataset(dataFolder, id)
    if (meanwhile !== null) return meanwhile
    throw diskError('Storing the digits', cause)
  }
}

/** The description of a dataset whose files are there in full length. */
export async function readDatasetInfo(dataFolder: string, id: DatasetId): Promise<StoredDataset> {
  const folder = datasetFolder(dataFolder, checkedId(id))
  try {
    const stored = v.parse(storedDatasetSchema, JSON.parse(await readFile(join(folder, 'dataset.json'), 'utf8')))
    const [pixels, labels] = await Promise.all([stat(join(folder, 'pixels.u8')), stat(join(folder, 'labels.u8'))])
    const whole =
      pixels.size === stored.rows * stored.height * stored.width && labels.size === stored.rows && stored.id === id
    if (!whole) throw damaged(id)
    return stored
  } catch (cause) {
    if (cause instanceof AppError) throw cause
    if (cause instanceof v.ValiError || cause instanceof SyntaxError) throw damaged(id)
    if (systemCode(cause) === 'ENOENT') throw unknown(id)
    throw diskError('Reading the digits', cause)
  }
}

export async function readDataset(dataFolder: string, id: DatasetId): Promise<DigitSet> {
  const { rows, height, width } = await readDatasetInfo(dataFolder, id)
  const folder = datasetFolder(dataFolder, id)
  try {
    const [pixels, labels] = await Promise.all([
      readFile(join(folder, 'pixels.u8')),
      readFile(join(folder, 'labels.u8')),
    ])
    return { rows, height, width, pixels: plain(pixels), labels: plain(labels) }
  } catch (cause) {
    throw diskError('Reading the digits', cause)
  }
}

/** null for digits that are not stored here, or not whole. */
async function soundDataset(dataFolder: string, id: DatasetId): Promise<StoredDataset | null> {
  return readDatasetInfo(dataFolder, id).catch(() => null)
}

function plain(bytes: Buffer): Uint8Array {
  return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}

/** An id is a folder name: a checksum and nothing else. */
export function isDatasetId(id: string): boolean {
  return /^[0-9a-f]{64}$/.test(id)
}

function checkedId(id: DatasetId): DatasetId {
  if (!isDatasetId(id)) throw unknown(id)
  return id
}

function unknown(id: DatasetId): AppError {
  return new AppError('not-found', `The digits ${id.slice(0, 12)} are not stored here.`, {
    hint: 'Open their file again.',
  })
}

function damaged(id: DatasetId): AppError {
  return new AppError('damaged', `The stored digits ${id.slice(0, 12)} are damaged.`, {
    hint: 'Open their file again; it replaces them.',
  })
}
