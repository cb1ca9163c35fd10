import { readdirSync, readFileSync } from 'node:fs'
import type * as Files from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { FileTable } from '#app/file-table.ts'
import { createOwnDigitsDesk } from '#app/own-digits-desk.ts'
import { ownSetFile } from '#store/data-folder.ts'
import { readSettings, writeSettings, type StoredSettings } from '#store/settings-file.ts'
import { appendSynced, writeAtomically } from '#store/synced-write.ts'
import { temporaryFolder } from './temporary-folder.ts'

/** Bytes that still fit on the disk. */
let room = Infinity
afterEach(() => void (room = Infinity))

vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof Files>()
  return {
    ...real,
    async open(...given: Parameters<typeof Files.open>) {
      const handle = await real.open(...given)
      const write = handle.write.bind(handle) as (bytes: Uint8Array, at: number, length: number) => Promise<{ bytesWritten: number }> // prettier-ignore
      const narrow = async (bytes: Uint8Array, at = 0, length = bytes.byteLength - at) => {
        if (room === 0) throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' })
        const fits = Math.min(length, room)
        room -= fits
        return write(bytes, at, fits)
      }
      return Object.assign(handle, { write: narrow })
    },
  }
})

const quiet = { signal: new AbortController().signal }
const strokes = [[[0.1, 0.1], [0.2, 0.9]]] // prettier-ignore

describe('on a full disk', () => {
  it('a file keeps what it held when the new text fits only in part', async () => {
    const path = join(temporaryFolder(), 'a.json')
    await writeAtomically(path, 'the old text')
    room = 5
    await expect(writeAtomically(path, 'the new text')).rejects.toMatchObject({ code: 'ENOSPC' })
    expect(readFileSync(path, 'utf8')).toBe('the old text')
    expect(readdirSync(dirname(path))).toEqual(['a.json'])
  })

  it('settings stay as they were, with a sentence', async () => {
    const folder = temporaryFolder()
    const kept: StoredSettings = { theme: 'dark', leftHanded: true, digitsOnPaper: false, masks: [] }
    await writeSettings(folder, kept)
    room = 10
    await expect(writeSettings(folder, { ...kept, theme: 'light' })).rejects.toThrow(/settings\.json failed: the disk is full/) // prettier-ignore
    expect((await readSettings(folder)).value).toEqual(kept)
  })

  it('an appended line stands there whole or not at all', async () => {
    const path = join(temporaryFolder(), 'lines')
    await appendSynced(path, 'one\n')
    room = 2
    await expect(appendSynced(path, 'two\n')).rejects.toMatchObject({ code: 'ENOSPC' })
    room = Infinity
    expect(await appendSynced(path, 'three\n')).toBe(4)
    expect(readFileSync(path, 'utf8')).toBe('one\nthree\n')
  })

  it('a digit that did not fit is said not to be kept, and takes none with it that is kept later', async () => {
    const folder = temporaryFolder()
    const start = () =>
      createOwnDigitsDesk({ dataFolder: folder, data: {} as never, files: new FileTable(), changed: () => undefined })
    const desk = start()
    const keep = (label: number) => desk.keepOwnDigit({ set: 'Anna', label, strokes }, quiet)
    await keep(1)
    room = 20
    await expect(keep(2)).rejects.toThrow(/Keeping your digit failed: the disk is full/)
    room = Infinity
    await keep(3)
    const again = await start().ownDigits({ set: 'Anna' }, quiet)
    expect(again.map(({ label }) => label)).toEqual([1, 3])
    expect(readdirSync(dirname(ownSetFile(folder, 'Anna')))).toEqual(['digits.jsonl'])
  })
})

it('of two texts written at once the later one stays', async () => {
  const path = join(temporaryFolder(), 'a.json')
  const texts = Array.from({ length: 20 }, (_, k) => `text ${k}`)
  await Promise.all(texts.map((text) => writeAtomically(path, text)))
  expect(readFileSync(path, 'utf8')).toBe('text 19')
})
