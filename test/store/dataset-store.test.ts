import { createHash } from 'node:crypto'
import { readdirSync, rmSync, statSync, truncateSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { DigitSet } from '#learn/datasets/digit-set.ts'
import { datasetId } from '#store/dataset-id.ts'
import { readDataset, readDatasetInfo, writeDataset } from '#store/dataset-store.ts'
import { deleteDataset, listDatasets, markDatasetUsed } from '#store/stored-datasets.ts'
import { temporaryFolder } from './temporary-folder.ts'

const set: DigitSet = {
  rows: 2,
  height: 2,
  width: 2,
  labels: Uint8Array.of(7, 255),
  pixels: Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8),
}
const newDataset = (dataFolder: string) => ({ dataFolder, set, name: 'seven.csv', description: 'CSV.' })

describe('the dataset store', () => {
  it('names a dataset by the checksum of sizes, labels and pixels', async () => {
    const bytes = [2, 0, 0, 0, 2, 0, 0, 0, 2, 0, 0, 0, 7, 255, 1, 2, 3, 4, 5, 6, 7, 8]
    expect(await datasetId(set)).toBe(createHash('sha256').update(Uint8Array.from(bytes)).digest('hex'))
  })

  it('gives back what was written', async () => {
    const dataFolder = temporaryFolder()
    const stored = await writeDataset(newDataset(dataFolder))
    expect(stored).toMatchObject({ name: 'seven.csv', rows: 2, height: 2, width: 2, unlabelled: 1, knownAs: null })
    expect(stored.classCounts).toEqual([0, 0, 0, 0, 0, 0, 0, 1, 0, 0])
    expect(await readDatasetInfo(dataFolder, stored.id)).toEqual(stored)
    expect(await readDataset(dataFolder, stored.id)).toEqual(set)
    expect(readdirSync(join(dataFolder, 'datasets'))).toEqual([stored.id])
  })

  it('keeps one copy of the same digits', async () => {
    const dataFolder = temporaryFolder()
    const both = await Promise.all([writeDataset(newDataset(dataFolder)), writeDataset(newDataset(dataFolder))])
    expect(both[1].id).toBe(both[0].id)
    expect(readdirSync(join(dataFolder, 'datasets'))).toEqual([both[0].id])
  })

  it('writes nothing for digits that are stored already', async () => {
    const dataFolder = temporaryFolder()
    const { id } = await writeDataset(newDataset(dataFolder))
    utimesSync(join(dataFolder, 'datasets'), 10, 10)
    expect(await writeDataset({ ...newDataset(dataFolder), name: 'again.csv' })).toMatchObject({
      id,
      name: 'seven.csv',
    })
    expect(statSync(join(dataFolder, 'datasets')).mtimeMs).toBe(10_000)
  })

  it('lists what is stored, the latest used first, and deletes it', async () => {
    const dataFolder = temporaryFolder()
    const { id } = await writeDataset(newDataset(dataFolder))
    const other = { ...set, labels: Uint8Array.of(1, 2) }
    const { id: second } = await writeDataset({ ...newDataset(dataFolder), set: other, name: 'other.csv' })
    utimesSync(join(dataFolder, 'datasets', second, 'dataset.json'), 10, 10)
    writeFileSync(join(dataFolder, 'datasets', 'sources.json'), '{}')
    const listed = await listDatasets(dataFolder)
    expect(listed.map(({ dataset, name, rows, problem }) => [dataset, name, rows, problem])).toEqual([
      [id, 'seven.csv', 2, null],
      [second, 'other.csv', 2, null],
    ])
    expect(listed[0].bytes).toBeGreaterThan(10)
    await markDatasetUsed(dataFolder, second)
    expect((await listDatasets(dataFolder))[0].dataset).toBe(second)
    truncateSync(join(dataFolder, 'datasets', id, 'pixels.u8'), 5)
    expect((await listDatasets(dataFolder))[1].problem).toMatch(/are damaged/)
    await deleteDataset(dataFolder, id)
    expect(readdirSync(join(dataFolder, 'datasets')).sort()).toEqual([second, 'sources.json'].sort())
    await expect(deleteDataset(dataFolder, id)).rejects.toMatchObject({ code: 'not-found' })
    await expect(deleteDataset(dataFolder, '../datasets')).rejects.toMatchObject({ code: 'not-found' })
  })

  it('notices files that were cut or lost, and stores them anew', async () => {
    const dataFolder = temporaryFolder()
    const { id } = await writeDataset(newDataset(dataFolder))
    const folder = join(dataFolder, 'datasets', id)
    truncateSync(join(folder, 'pixels.u8'), 5)
    await expect(readDataset(dataFolder, id)).rejects.toMatchObject({ code: 'damaged' })
    await writeDataset(newDataset(dataFolder))
    expect(await readDataset(dataFolder, id)).toEqual(set)
    writeFileSync(join(folder, 'dataset.json'), '{')
    await expect(readDataset(dataFolder, id)).rejects.toMatchObject({ code: 'damaged' })
    rmSync(folder, { recursive: true })
    await expect(readDataset(dataFolder, id)).rejects.toMatchObject({ code: 'not-found' })
  })

  it('knows no dataset whose name leads elsewhere', async () => {
    await expect(readDataset(temporaryFolder(), '../datasets')).rejects.toMatchObject({ code: 'not-found' })
  })

  it('leaves nothing behind when it is stopped or the folder cannot be written', async () => {
    const dataFolder = temporaryFolder()
    await expect(writeDataset({ ...newDataset(dataFolder), signal: AbortSignal.abort() })).rejects.toMatchObject({
      code: 'aborted',
    })
    expect(readdirSync(dataFolder)).toEqual([])
    const blocked = temporaryFolder()
    writeFileSync(join(blocked, 'datasets'), 'a file where the folder should be')
    await expect(writeDataset(newDataset(blocked))).rejects.toMatchObject({ code: 'disk' })
  })
})
