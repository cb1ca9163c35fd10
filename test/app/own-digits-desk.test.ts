import { appendFile, mkdir } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { FileTable } from '#app/file-table.ts'
import { createOwnDigitsDesk } from '#app/own-digits-desk.ts'
import type { DataApi } from '#rpc/contract/data-api.ts'
import type { OwnSet } from '#rpc/contract/own.ts'
import type { Remote } from '#rpc/contract/remote.ts'
import { ownSetFile } from '#store/data-folder.ts'
import { temporaryFolder } from '../store/temporary-folder.ts'

const quiet = { signal: new AbortController().signal }
const strokes = [
  [
    [0.1, 0.1],
    [0.2, 0.9],
  ],
]
const set = 'My hand'

function desk(dataFolder: string) {
  const told: OwnSet[][] = []
  const readOwnFile = () => Promise.resolve([{ label: 4, strokes }])
  const data = { readOwnFile } as unknown as Remote<DataApi>
  const files = new FileTable()
  return { files, told, api: createOwnDigitsDesk({ dataFolder, data, files, changed: (sets) => told.push(sets) }) }
}

describe('the desk of own digits', () => {
  it('keeps digits that another start of the application finds', async () => {
    const folder = temporaryFolder()
    const first = desk(folder)
    await Promise.all([3, 7, 7].map((label) => first.api.keepOwnDigit({ set, label, strokes }, quiet)))
    await first.api.ownSets(undefined, quiet)
    const again = await desk(folder).api.ownSets(undefined, quiet)
    expect(again).toMatchObject([{ name: set, count: 3, classCounts: [0, 0, 0, 1, 0, 0, 0, 2, 0, 0] }])
    expect(first.told.at(-1)).toEqual(again)
  })

  it('keeps a digit once when a call is sent again because its answer was lost', async () => {
    const { api } = desk(temporaryFolder())
    const first = await api.keepOwnDigit({ set, id: 'one', label: 3, strokes }, quiet)
    expect(await api.keepOwnDigit({ set, id: 'one', label: 3, strokes }, quiet)).toEqual(first)
    expect(await api.ownDigits({ set }, quiet)).toEqual([first])
  })

  it('says that a digit is kept also where the sets cannot be listed', async () => {
    const folder = temporaryFolder()
    const { api } = desk(folder)
    await api.keepOwnDigit({ set, label: 3, strokes }, quiet)
    // A folder where a file of digits should be cannot be read as one.
    await mkdir(ownSetFile(folder, 'other'), { recursive: true })
    await expect(api.ownSets(undefined, quiet)).rejects.toThrow(/"other"/)
    expect(await api.keepOwnDigit({ set, label: 4, strokes }, quiet)).toMatchObject({ label: 4 })
    expect(await api.ownDigits({ set }, quiet)).toHaveLength(2)
  })

  it('takes names that differ only in case or in how an accent is written for one set', async () => {
    const folder = temporaryFolder()
    const { api } = desk(folder)
    await api.keepOwnDigit({ set: 'Zoë', label: 3, strokes }, quiet)
    for (const name of ['zoë', 'Zoe\u0308', 'ZOË']) await api.keepOwnDigit({ set: name, label: 4, strokes }, quiet)
    expect(await api.ownSets(undefined, quiet)).toMatchObject([{ name: 'Zoë', count: 4 }])
    expect(await api.ownDigits({ set: 'ZOË' }, quiet)).toHaveLength(4)
  })

  it('says which lines were set aside for as long as it runs', async () => {
    const folder = temporaryFolder()
    await desk(folder).api.keepOwnDigit({ set, label: 3, strokes }, quiet)
    await appendFile(ownSetFile(folder, set), 'torn')
    const { api } = desk(folder)
    const said = [{ count: 1, problem: expect.stringMatching(/^One line of your digits "My hand" could not be read/) }]
    expect(await api.ownSets(undefined, quiet)).toMatchObject(said)
    expect(await api.ownSets(undefined, quiet)).toMatchObject(said)
  })

  it('changes a label, takes a digit out and puts it back where it was', async () => {
    const folder = temporaryFolder()
    const { api } = desk(folder)
    const digit = await api.keepOwnDigit({ set, label: 1, strokes }, quiet)
    await new Promise((resolve) => setTimeout(resolve, 2))
    await api.keepOwnDigit({ set, label: 2, strokes }, quiet)
    await api.relabelOwnDigit({ set, id: digit.id, label: 5 }, quiet)
    const removed = await api.deleteOwnDigit({ set, id: digit.id }, quiet)
    expect(removed.label).toBe(5)
    await api.restoreOwnDigit({ set, digit: removed }, quiet)
    const stored = await desk(folder).api.ownDigits({ set }, quiet)
    expect(stored.map(({ label }) => label)).toEqual([5, 2])
  })

  it('adds imported digits with ids of their own', async () => {
    const { api, files } = desk(temporaryFolder())
    const source = { kind: 'file', file: files.idOf('/somewhere/digits.json') } as const
    expect(await api.importOwnDigits({ set, source }, quiet)).toEqual({ added: 1 })
    await api.importOwnDigits({ set, source }, quiet)
    const ids = (await api.ownDigits({ set }, quiet)).map(({ id }) => id)
    expect(new Set(ids).size).toBe(2)
  })

  it('says that a digit is gone, and refuses a name that would leave the folder', async () => {
    const { api } = desk(temporaryFolder())
    await expect(api.deleteOwnDigit({ set, id: 'none' }, quiet)).rejects.toMatchObject({ code: 'not-found' })
    await expect(api.keepOwnDigit({ set: '../runs', label: 1, strokes }, quiet)).rejects.toThrow(/cannot be called/)
  })
})
