import { randomUUID } from 'node:crypto'
import { readdir, rm, stat, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '#learn/app-error.ts'
import type { DatasetId, DatasetOnDisk } from '#rpc/contract/dataset.ts'
import { datasetFolder, datasetsFolder } from './data-folder.ts'
import { isDatasetId, readDatasetInfo } from './dataset-store.ts'
import { diskError, systemCode } from './disk-error.ts'
import { patientRename } from './patient-rename.ts'

const descriptionOf = (dataFolder: string, id: DatasetId) => join(datasetFolder(dataFolder, id), 'dataset.json')

type Found = Omit<DatasetOnDisk, 'open' | 'runs'>

/** Every dataset in the store, the latest used first. */
export async function listDatasets(dataFolder: string): Promise<Found[]> {
  const ids = (await namesIn(datasetsFolder(dataFolder))).filter(isDatasetId)
  const found = await Promise.all(ids.map((id) => look(dataFolder, id)))
  return found.sort((a, b) => b.lastUsed - a.lastUsed)
}

/** Its description's date says when digits were last opened or trained on. */
export async function markDatasetUsed(dataFolder: string, id: DatasetId): Promise<void> {
  const now = new Date()
  await utimes(descriptionOf(dataFolder, id), now, now).catch(() => undefined)
}

export async function deleteDataset(dataFolder: string, id: DatasetId): Promise<void> {
  if (!isDatasetId(id)) throw noLonger()
  const doomed = join(datasetsFolder(dataFolder), `.old-${randomUUID()}`)
  try {
    // Renamed first: half-deleted digits are never taken for whole ones.
    await patientRename(datasetFolder(dataFolder, id), doomed)
    await rm(doomed, { recursive: true, force: true })
  } catch (cause) {
    if (systemCode(cause) === 'ENOENT') throw noLonger()
    throw diskError('Deleting the digits', cause)
  }
}

/** Of the files in a folder, without folders in it. */
export async function folderBytes(folder: string): Promise<number> {
  const names = await namesIn(folder)
  const sizes = await Promise.all(
    names.map((name) =>
      stat(join(folder, name)).then(
        ({ size }) => size,
        () => 0,
      ),
    ),
  )
  return sizes.reduce((sum, size) => sum + size, 0)
}

async function look(dataFolder: string, dataset: DatasetId): Promise<Found> {
  const bytes = await folderBytes(datasetFolder(dataFolder, dataset))
  const lastUsed = await stat(descriptionOf(dataFolder, dataset)).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  )
  try {
    const { name, rows } = await readDatasetInfo(dataFolder, dataset)
    return { dataset, name, rows, bytes, lastUsed, problem: null }
  } catch (error) {
    const problem = error instanceof Error ? error.message : String(error)
    return { dataset, name: 'Damaged digits', rows: 0, bytes, lastUsed, problem }
  }
}

async function namesIn(folder: string): Promise<string[]> {
  try {
    return await readdir(folder)
  } catch (cause) {
    if (systemCode(cause) === 'ENOENT') return []
    throw diskError('Listing what is stored', cause)
  }
}

function noLonger(): AppError {
  return new AppError('not-found', 'These digits are no longer stored.')
}
