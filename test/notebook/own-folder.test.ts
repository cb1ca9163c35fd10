import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { tmpdir } from 'node:os'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { AppCore } from '#app/app-core.ts'
import { AppError } from '#learn/app-error.ts'
import { readOwnFolder } from '../../src-main/notebook/own-digits.ts'

let folder: string
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'own-'))))
afterEach(() => rmSync(folder, { recursive: true, force: true }))

/** Reads every picture as one blank digit, "bad" ones not at all. */
const core = {
  fileOf: (path: string) => path,
  api: {
    readPicture: ({ source, whole }: { source: { file: string }; whole: boolean }) => {
      expect(whole).toBe(true)
      if (basename(source.file).includes('bad')) throw new AppError('invalid-file', 'It is torn.')
      return Promise.resolve([{ asIs: null, pixels: new Uint8Array(784) }])
    },
  },
} as unknown as AppCore

async function read() {
  const said: string[] = []
  const files = await readOwnFolder(core, folder, (sentence) => said.push(sentence))
  return { files: files.map(({ file, label }) => [file, label]), said }
}

it('one bad entry of a folder of own digits is named and costs no other', async () => {
  for (const name of ['7.png', 'README', '3-bad.bmp', 'sheet.jpg']) writeFileSync(join(folder, name), '')
  symlinkSync(join(folder, 'nowhere'), join(folder, '4.png'))
  mkdirSync(join(folder, '5.png'))
  const { files, said } = await read()
  expect(files).toEqual([['7.png', 7]])
  expect(said).toHaveLength(4)
  expect(said[0]).toMatch(/^4\.png could not be looked at and was left out: ENOENT/)
  expect(said.slice(1)).toEqual([
    '3-bad.bmp was left out: It is torn.',
    'README is not a picture and was left out.',
    'sheet.jpg has no digit in its name and was left out.',
  ])
})

it('labels come from labels.csv before the name; lines that say none are named', async () => {
  writeFileSync(join(folder, '7.png'), '')
  writeFileSync(join(folder, 'labels.csv'), 'file,label\n7.png,1\n8.png,8\nnothing\n')
  const { files, said } = await read()
  expect(files).toEqual([['7.png', 1]])
  expect(said).toEqual([
    'labels.csv: "nothing" does not name a file and its digit.',
    'labels.csv names 8.png, which is not there.',
  ])
})

it('without a table that can be read, names count', async () => {
  writeFileSync(join(folder, '7.png'), '')
  symlinkSync(join(folder, 'nowhere'), join(folder, 'labels.csv'))
  const { files, said } = await read()
  expect(files).toEqual([['7.png', 7]])
  expect(said).toHaveLength(1)
})
