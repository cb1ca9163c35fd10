import { appendFileSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { deleteRun, listRuns, readRun, renameRun, writeRun } from '#store/run-store.ts'
import { exampleModel, exampleSummary } from './example-run.ts'
import { temporaryFolder } from './temporary-folder.ts'

async function storedRun(id = 'run-1') {
  const dataFolder = temporaryFolder()
  const summary = exampleSummary({ id })
  const model = exampleModel()
  await writeRun({ dataFolder, summary, model })
  const folder = join(dataFolder, 'runs', id)
  return { dataFolder, folder, summary, model }
}

describe('the run store', () => {
  it('gives back what was written', async () => {
    const { dataFolder, summary, model } = await storedRun()
    expect(await readRun(dataFolder, 'run-1')).toEqual({ summary, model })
    expect(await listRuns(dataFolder)).toEqual({ runs: [summary], unreadable: [] })
  })

  it('leaves nothing but the two files', async () => {
    const { dataFolder, folder } = await storedRun()
    expect(readdirSync(join(dataFolder, 'runs'))).toEqual(['run-1'])
    expect(readdirSync(folder).sort()).toEqual(['model.bin', 'run.json'])
  })

  it('lists the oldest first, and nothing where there is nothing', async () => {
    const dataFolder = temporaryFolder()
    expect(await listRuns(dataFolder)).toEqual({ runs: [], unreadable: [] })
    await writeRun({ dataFolder, summary: exampleSummary({ id: 'late', created: 20 }), model: exampleModel() })
    await writeRun({ dataFolder, summary: exampleSummary({ id: 'early', created: 10 }), model: exampleModel() })
    expect((await listRuns(dataFolder)).runs.map(({ id }) => id)).toEqual(['early', 'late'])
  })

  it('renames and deletes', async () => {
    const { dataFolder, model } = await storedRun()
    expect((await renameRun(dataFolder, 'run-1', 'A better name')).name).toBe('A better name')
    expect(await readRun(dataFolder, 'run-1')).toMatchObject({ summary: { name: 'A better name' }, model })
    await deleteRun(dataFolder, 'run-1')
    expect(readdirSync(join(dataFolder, 'runs'))).toEqual([])
    await expect(readRun(dataFolder, 'run-1')).rejects.toMatchObject({ code: 'not-found' })
    await expect(deleteRun(dataFolder, 'run-1')).rejects.toMatchObject({ code: 'not-found' })
  })

  it('refuses a model in which one bit changed', async () => {
    const { dataFolder, folder } = await storedRun()
    const file = join(folder, 'model.bin')
    const bytes = readFileSync(file)
    bytes[bytes.length - 64] ^= 1
    writeFileSync(file, bytes)
    await expect(readRun(dataFolder, 'run-1')).rejects.toMatchObject({
      code: 'damaged',
      message: 'The stored model of "Example" is damaged: its checksum does not match.',
    })
  })

  it('refuses a model that grew, and one that is missing', async () => {
    const { dataFolder, folder } = await storedRun()
    appendFileSync(join(folder, 'model.bin'), 'x')
    await expect(readRun(dataFolder, 'run-1')).rejects.toMatchObject({ code: 'damaged' })
    rmSync(join(folder, 'model.bin'))
    await expect(readRun(dataFolder, 'run-1')).rejects.toMatchObject({
      code: 'damaged',
      message: 'The model file of "Example" is missing.',
    })
  })

  it('lists the other runs when one is damaged or newer, and says which', async () => {
    const { dataFolder, folder, summary } = await storedRun()
    mkdirSync(join(dataFolder, 'runs', 'broken'))
    writeFileSync(join(dataFolder, 'runs', 'broken', 'run.json'), '{"version": 1,')
    const newer = { ...JSON.parse(readFileSync(join(folder, 'run.json'), 'utf8')), version: 99 }
    newer.summary.id = 'newer'
    mkdirSync(join(dataFolder, 'runs', 'newer'))
    writeFileSync(join(dataFolder, 'runs', 'newer', 'run.json'), JSON.stringify(newer))
    mkdirSync(join(dataFolder, 'runs', 'newest'))
    writeFileSync(join(dataFolder, 'runs', 'newest', 'run.json'), '{"version": 7, "title": "another form"}')
    const { runs, unreadable } = await listRuns(dataFolder)
    expect(runs).toEqual([summary])
    expect(unreadable.sort((a, b) => (a.id < b.id ? -1 : 1))).toEqual([
      { id: 'broken', problem: 'The description of the run broken is damaged.' },
      { id: 'newer', problem: 'The run "Example" was written by a later version of this application.' },
      { id: 'newest', problem: 'The run "newest" was written by a later version of this application.' },
    ])
    await deleteRun(dataFolder, 'broken')
    expect((await listRuns(dataFolder)).unreadable).toHaveLength(2)
  })

  it('knows no run whose name leads out of its folder', async () => {
    const { dataFolder } = await storedRun()
    for (const id of ['../run-1', '.', '', 'a/b'])
      await expect(readRun(dataFolder, id)).rejects.toMatchObject({ code: 'not-found' })
  })
})
