import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { startAppCore, type AppCore } from '#app/app-core.ts'
import type { AppApi, AppEvents, Settings } from '#rpc/contract/app-api.ts'
import type { DatasetSummary } from '#rpc/contract/dataset.ts'
import { createPeer } from '#rpc/peer.ts'
import { writeDataset } from '#store/dataset-store.ts'
import { writeRun } from '#store/run-store.ts'
import { memoryTransports } from '../rpc/memory-transport.ts'
import { exampleModel, exampleSummary } from '../store/example-run.ts'
import { temporaryFolder } from '../store/temporary-folder.ts'
import { fakeHost, settled, type FakeHost } from './fake-host.ts'

const context = { signal: new AbortController().signal }
const pipeline = {
  steps: [{ kind: 'OneVsRestClassifier', params: {}, estimator: { kind: 'LogisticRegression', params: {} } }],
  seed: 1,
}

let core: AppCore | undefined
afterEach(() => core?.close())

async function start(host: FakeHost): Promise<AppCore> {
  core = await startAppCore({ host, version: '1.2.3' })
  return core
}

/** A dataset in the store, as the data process leaves one. */
async function stored(dataFolder: string, side = 2): Promise<DatasetSummary> {
  const set = {
    rows: 2,
    height: side,
    width: side,
    labels: Uint8Array.of(0, 1),
    pixels: new Uint8Array(2 * side * side),
  }
  const { id, classCounts, unlabelled, description, knownAs } = await writeDataset({
    dataFolder,
    set,
    name: 'two.csv',
    description: 'CSV.',
  })
  return {
    id,
    name: 'two.csv',
    rows: 2,
    height: side,
    width: side,
    classCounts,
    unlabelled,
    description,
    knownAs,
    seconds: 0.1,
  }
}

describe('the core: datasets', () => {
  it('opens a file by the id it gave, and only by that', async () => {
    const dataFolder = temporaryFolder()
    const summary = await stored(dataFolder)
    const opened: unknown[] = []
    const host = fakeHost(dataFolder, {
      data: { openFile: (argument) => (opened.push(argument), { kind: 'opened', summary }) },
    })
    const { api, fileOf } = await start(host)
    const file = fileOf('/somewhere/two.csv')
    const session = await api.openDataset({ part: 'train', source: { kind: 'file', file } }, context)
    expect(session).toEqual({ kind: 'opened', session: { train: summary, test: null } })
    expect(opened).toEqual([{ part: 'train', path: '/somewhere/two.csv' }])
    await expect(
      api.openDataset({ part: 'train', source: { kind: 'file', file: '/etc/passwd' } }, context),
    ).rejects.toMatchObject({ code: 'not-found' })
  })

  it('keeps the session and the recent files for the next start', async () => {
    const dataFolder = temporaryFolder()
    const summary = await stored(dataFolder)
    const host = () => fakeHost(dataFolder, { data: { openFile: () => ({ kind: 'opened', summary }) } })
    const first = await start(host())
    await first.api.openDataset({ part: 'train', source: { kind: 'file', file: first.fileOf('/a/one.csv') } }, context)
    await first.api.openDataset({ part: 'test', source: { kind: 'file', file: first.fileOf('/a/two.csv') } }, context)
    await first.close()
    const { api } = await start(host())
    expect(await api.session(undefined, context)).toEqual({ train: summary, test: summary })
    const recent = await api.recentFiles(undefined, context)
    expect(recent.map(({ name, location, part }) => [name, location, part])).toEqual([
      ['two.csv', '/a', 'test'],
      ['one.csv', '/a', 'train'],
    ])
    expect((await api.forgetRecentFile({ file: recent[0].id }, context)).map(({ name }) => name)).toEqual(['one.csv'])
    expect(await api.closeDataset({ part: 'train' }, context)).toEqual({ train: null, test: summary })
  })

  it('starts without digits that are gone from the store, and with a damaged session file', async () => {
    const dataFolder = temporaryFolder()
    const summary = { ...(await stored(dataFolder)), id: 'f'.repeat(64) }
    const first = await start(fakeHost(dataFolder, { data: { openFile: () => ({ kind: 'opened', summary }) } }))
    await first.api.openDataset({ part: 'train', source: { kind: 'file', file: first.fileOf('/a/one.csv') } }, context)
    await first.close()
    const second = await start(fakeHost(dataFolder))
    expect(await second.api.session(undefined, context)).toEqual({ train: null, test: null })
    await second.close()
    writeFileSync(join(dataFolder, 'session.json'), '{"version":1,')
    const third = await start(fakeHost(dataFolder))
    expect(await third.api.session(undefined, context)).toEqual({ train: null, test: null })
  })

  it('opens both parts with the sample digits', async () => {
    const dataFolder = temporaryFolder()
    const [train, test] = [await stored(dataFolder, 2), await stored(dataFolder, 3)]
    const { api, on } = await start(fakeHost(dataFolder, { data: { openSample: () => ({ train, test }) } }))
    const heard: unknown[] = []
    on('sessionChanged', (session) => heard.push(session))
    await api.openDataset({ part: 'train', source: { kind: 'sample' } }, context)
    expect(heard).toEqual([{ train, test }])
  })

  it('lets a second opening of a part take the place of the first', async () => {
    const dataFolder = temporaryFolder()
    const summary = await stored(dataFolder)
    let calls = 0
    const host = fakeHost(dataFolder, {
      data: { openFile: () => (calls++ === 0 ? new Promise(() => undefined) : { kind: 'opened', summary }) },
    })
    const { api, fileOf } = await start(host)
    const source = { kind: 'file', file: fileOf('/a/one.csv') } as const
    const first = Promise.resolve(api.openDataset({ part: 'train', source }, context))
    const refused = expect(first).rejects.toMatchObject({ code: 'aborted' })
    await settled()
    expect(await api.openDataset({ part: 'train', source }, context)).toMatchObject({ session: { train: summary } })
    await refused
  })

  it('lists folders by ids, from the last one', async () => {
    const dataFolder = temporaryFolder()
    const folder = temporaryFolder()
    mkdirSync(join(folder, 'inner'))
    writeFileSync(join(folder, 'inner', 'a.csv'), '')
    const { api, fileOf } = await start(fakeHost(dataFolder))
    const { entries } = await api.listFolder({ folder: fileOf(folder) }, context)
    await api.listFolder({ folder: entries[0].id }, context)
    const again = await api.listFolder({}, context)
    expect(again.path).toBe(join(folder, 'inner'))
    expect(again.entries.map(({ name }) => name)).toEqual(['a.csv'])
  })

  it('gives the id of the file that the native dialog names', async () => {
    const { api, fileOf } = await start(fakeHost(temporaryFolder(), { picked: '/a/one.csv' }))
    expect(await api.pickFile({ part: 'train' }, context)).toBe(fileOf('/a/one.csv'))
    await core?.close()
    const none = await start(fakeHost(temporaryFolder()))
    expect(await none.api.pickFile({ part: 'train' }, context)).toBeNull()
  })
})

describe('the core: processes', () => {
  it('starts a dead data process again, rejects its open calls and says so', async () => {
    const dataFolder = temporaryFolder()
    const host = fakeHost(dataFolder, {
      data: { statistics: () => new Promise(() => undefined) },
    })
    const { api, on } = await start(host)
    const heard: unknown[] = []
    on('processRestarted', (event) => heard.push(event))
    const open = expect(api.datasetStatistics({ dataset: 'x' }, context)).rejects.toMatchObject({
      code: 'disconnected',
    })
    await settled()
    host.latest('data').die()
    await open
    expect(heard).toEqual([{ process: 'data', reason: expect.any(String) }])
    await settled(400)
    expect(host.started.filter(({ name }) => name === 'data')).toHaveLength(2)
  })

  it('marks the running job when the training process dies, and trains on with the next', async () => {
    const dataFolder = temporaryFolder()
    const { id } = await stored(dataFolder)
    const host = fakeHost(dataFolder, { training: { fit: () => new Promise(() => undefined) } })
    const { api } = await start(host)
    const spec = { name: 'A job', pipeline, train: id, test: id }
    await api.startJob({ spec }, context)
    await settled()
    host.latest('training').die()
    await settled(50)
    const [job] = await api.jobs(undefined, context)
    expect(job).toMatchObject({ state: 'failed', error: { code: 'disconnected' } })
    await settled(400)
    await api.startJob({ spec }, context)
    expect((await api.jobs(undefined, context))[1]).toMatchObject({ state: 'running' })
    host.latest('training').die()
    await settled()
  })

  it('refuses a job that could only fail', async () => {
    const dataFolder = temporaryFolder()
    const [small, large] = [await stored(dataFolder, 2), await stored(dataFolder, 3)]
    const { api } = await start(fakeHost(dataFolder))
    const spec = { name: 'A job', pipeline, train: small.id, test: small.id }
    const refused = (changes: Partial<typeof spec> & { rows?: number }) =>
      expect(api.startJob({ spec: { ...spec, ...changes } }, context)).rejects
    await refused({ test: large.id }).toMatchObject({
      code: 'invalid-argument',
      message: 'The training digits are 2 x 2 pixels, the test digits 3 x 3.',
    })
    await refused({ test: 'f'.repeat(64) }).toMatchObject({ code: 'not-found' })
    await refused({ rows: 3 }).toMatchObject({ code: 'invalid-argument', message: 'There are 2 training rows, not 3.' })
    await refused({ pipeline: { ...pipeline, steps: [{ ...pipeline.steps[0], kind: 'Unheard' }] } }).toMatchObject({
      code: 'invalid-argument',
    })
    expect(await api.jobs(undefined, context)).toEqual([])
  })
})

describe('the core: runs and settings', () => {
  it('lists, renames and deletes runs, and lets the data process forget them', async () => {
    const dataFolder = temporaryFolder()
    await writeRun({ dataFolder, summary: exampleSummary(), model: exampleModel() })
    const forgotten: string[] = []
    const { api, on } = await start(
      fakeHost(dataFolder, { data: { forgetRun: ({ run }) => void forgotten.push(run) } }),
    )
    const heard: string[][] = []
    on('runsChanged', (runs) => heard.push(runs.map(({ name }) => name)))
    expect((await api.runs(undefined, context)).map(({ id }) => id)).toEqual(['run-1'])
    await api.renameRun({ run: 'run-1', name: 'Better' }, context)
    await api.deleteRun({ run: 'run-1' }, context)
    expect(heard).toEqual([['Better'], []])
    expect(forgotten).toEqual(['run-1'])
    await expect(api.deleteRun({ run: 'run-1' }, context)).rejects.toMatchObject({ code: 'not-found' })
  })

  it('keeps settings for the next start', async () => {
    const dataFolder = temporaryFolder()
    const first = await start(fakeHost(dataFolder))
    const change = { theme: 'dark', leftHanded: true, digitsOnPaper: true } as const
    await first.api.saveSettings({ change }, context)
    await first.close()
    const second = await start(fakeHost(dataFolder))
    expect(await second.api.settings(undefined, context)).toEqual({ ...change, masks: [] })
  })

  it('joins what two pages change at once, and tells every page', async () => {
    const dataFolder = temporaryFolder()
    const { api, on } = await start(fakeHost(dataFolder))
    const heard: Settings[] = []
    on('settingsChanged', (settings) => heard.push(settings))
    const mask = { name: 'corner', kept: '1000' }
    await Promise.all([
      api.saveSettings({ change: { keepMask: mask } }, context),
      api.saveSettings({ change: { theme: 'dark' } }, context),
    ])
    expect(heard.at(-1)).toMatchObject({ theme: 'dark', masks: [mask] })
    await api.saveSettings({ change: { keepMask: { ...mask, kept: '0001' } } }, context)
    await api.saveSettings({ change: { keepMask: { name: 'other', kept: '1111' } } }, context)
    await api.saveSettings({ change: { deleteMask: 'other' } }, context)
    expect(heard.at(-1)?.masks).toEqual([{ ...mask, kept: '0001' }])
  })

  it('leaves settings as they were when they cannot be written', async () => {
    const dataFolder = temporaryFolder()
    const { api } = await start(fakeHost(dataFolder))
    // A folder stands where the file should be.
    mkdirSync(join(dataFolder, 'settings.json'))
    await expect(api.saveSettings({ change: { theme: 'dark' } }, context)).rejects.toMatchObject({ code: 'disk' })
    expect(await api.settings(undefined, context)).toMatchObject({ theme: 'system' })
  })

  it('says what it runs on', async () => {
    const { api } = await start(fakeHost(temporaryFolder()))
    const described = await api.describe(undefined, context)
    expect(described).toMatchObject({ version: '1.2.3', host: 'browser', versions: { node: process.versions.node } })
    expect(described.budgetMB).toBeLessThanOrEqual(3072)
  })
})

describe('the core: pages', () => {
  it('answers a page over its transport and tells it what happens, until the page is gone', async () => {
    const dataFolder = temporaryFolder()
    const { serve, api } = await start(fakeHost(dataFolder))
    const [here, there] = memoryTransports()
    serve(here)
    const page = createPeer<object, AppEvents>(there)
    const heard: unknown[] = []
    page.on('sessionChanged', (session) => heard.push(session))
    await page.remote<AppApi>().closeDataset({ part: 'train' })
    await settled()
    expect(heard).toEqual([{ train: null, test: null }])
    await expect(page.remote<AppApi>().samplePage({ dataset: 'x', offset: -1, count: 1 })).rejects.toMatchObject({
      code: 'invalid-argument',
    })
    page.close()
    await settled()
    await api.closeDataset({ part: 'train' }, context)
    expect(heard).toHaveLength(1)
  })
})
