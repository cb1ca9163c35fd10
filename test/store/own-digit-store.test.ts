import { appendFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { OwnDigit } from '#rpc/contract/own.ts'
import { ownSetFile } from '#store/data-folder.ts'
import { appendOwnDigits, checkSetName, mendOwnDigits, ownSetNames, readOwnDigits } from '#store/own-digit-store.ts'
import { temporaryFolder } from './temporary-folder.ts'

const digit = (id: string, label: number): OwnDigit => ({
  id,
  label,
  created: 1000,
  strokes: [
    [
      [0.1, 0.2, 0.5, 0],
      [0.3, 0.4, 0.6, 4.2],
    ],
  ],
})

describe('own digits on the disk', () => {
  it('come back as they were kept, in order', async () => {
    const folder = temporaryFolder()
    await appendOwnDigits(folder, 'evening', [digit('a', 3)])
    await appendOwnDigits(folder, 'evening', [digit('b', 7)])
    expect((await readOwnDigits(folder, 'evening')).digits).toEqual([digit('a', 3), digit('b', 7)])
    expect(await ownSetNames(folder)).toEqual(['evening'])
  })

  it('lose nothing but the torn line when the machine dies in the middle of one', async () => {
    const folder = temporaryFolder()
    await appendOwnDigits(folder, 'evening', [digit('a', 3)])
    const path = ownSetFile(folder, 'evening')
    await appendFile(path, '{"id":"b","label":7,"strok')
    const { digits, problem } = await mendOwnDigits(folder, 'evening')
    expect(digits).toEqual([digit('a', 3)])
    expect(problem).toMatch(/One line of your digits "evening"/)
    await appendOwnDigits(folder, 'evening', [digit('c', 1)])
    expect((await readOwnDigits(folder, 'evening')).digits).toEqual([digit('a', 3), digit('c', 1)])
    const aside = (await readdir(dirname(path))).find((name) => name.startsWith('set-aside-')) ?? ''
    expect(await readFile(join(dirname(path), aside), 'utf8')).toBe('{"id":"b","label":7,"strok')
  })

  it('keep a last digit whose line lacks only its end', async () => {
    const folder = temporaryFolder()
    const path = ownSetFile(folder, 'evening')
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, JSON.stringify(digit('a', 3)))
    expect((await mendOwnDigits(folder, 'evening')).problem).toBeNull()
    await appendOwnDigits(folder, 'evening', [digit('b', 7)])
    expect((await readOwnDigits(folder, 'evening')).digits).toHaveLength(2)
  })

  it('of a set that is not there are none', async () => {
    const folder = temporaryFolder()
    expect((await readOwnDigits(folder, 'nothing')).digits).toEqual([])
    expect(await ownSetNames(folder)).toEqual([])
  })

  it.each(['', '..', 'a/b', 'a\\b', '.hidden', 'con', 'trailing ', 'x'.repeat(61)])('refuse the name %j', (name) => {
    expect(() => checkSetName(name)).toThrow(/cannot be called/)
  })
})
