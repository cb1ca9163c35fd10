import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { openFile } from '#processes/data/open-file.ts'
import { readDataset } from '#store/dataset-store.ts'
import { hasMnist, mnistFile, needsMnist } from '../../mnist.ts'
import { temporaryFolder } from '../../store/temporary-folder.ts'

const side = 4
const rows = 50
const labels = Array.from({ length: rows }, (_, row) => row % 10)
const pixels = Array.from({ length: rows * side * side }, (_, i) => (i * 37) % 256)
const csv =
  labels
    .map((label, row) => [label, ...pixels.slice(row * side * side, (row + 1) * side * side)].join(','))
    .join('\n') + '\n'

function idx(shape: number[], values: number[]): Buffer {
  const header = Buffer.alloc(4 + 4 * shape.length)
  header.set([0, 0, 8, shape.length])
  shape.forEach((size, i) => header.writeUInt32BE(size, 4 + 4 * i))
  return Buffer.concat([header, Buffer.from(values)])
}

/** Writes the files into a folder of their own; gives how to open one of them. */
function filesWith(contents: Record<string, string | Buffer>) {
  const folder = temporaryFolder()
  const dataFolder = join(folder, 'data')
  for (const [name, content] of Object.entries(contents)) writeFileSync(join(folder, name), content)
  return {
    folder,
    dataFolder,
    open: async (name: string, options = {}) => {
      const outcome = await openFile({ dataFolder, path: join(folder, name), ...options })
      if (outcome.kind === 'question') throw new Error(outcome.question.sentence)
      return outcome
    },
  }
}

/** What opening left in the store. */
const leftIn = (dataFolder: string) =>
  existsSync(join(dataFolder, 'datasets')) ? readdirSync(join(dataFolder, 'datasets')).sort() : []

describe('openFile', () => {
  it('stores what is in a CSV, under its own name', async () => {
    const { dataFolder, open } = filesWith({ 'digits.csv': csv })
    const { stored, name, description } = await open('digits.csv')
    expect({ name, description }).toEqual({
      name: 'digits.csv',
      description: '50 images 4 × 4, label first, no header, LF.',
    })
    const set = await readDataset(dataFolder, stored.id)
    expect([...set.pixels]).toEqual(pixels)
    expect([...set.labels]).toEqual(labels)
    expect(leftIn(dataFolder)).toEqual([stored.id, 'sources.json'])
  })

  it('takes the same digits for one dataset, however they are written and packed', async () => {
    const pictures = idx([rows, side, side], pixels)
    const { dataFolder, open } = filesWith({
      'plain.csv': csv,
      'crlf.csv': `label,${Array.from({ length: side * side }, (_, i) => `p${i}`).join(',')}\r\n${csv.replaceAll('\n', '\r\n')}`,
      'packed.csv.gz': gzipSync(csv),
      'some-images-idx3-ubyte': pictures,
      'some-labels-idx1-ubyte': idx([rows], labels),
      'gz-images-idx3-ubyte.gz': gzipSync(pictures),
      'gz-labels-idx1-ubyte.gz': gzipSync(idx([rows], labels)),
    })
    const { stored } = await open('plain.csv')
    for (const name of [
      'crlf.csv',
      'packed.csv.gz',
      'some-images-idx3-ubyte',
      'some-labels-idx1-ubyte',
      'gz-labels-idx1-ubyte.gz',
    ]) {
      expect((await open(name)).stored.id).toBe(stored.id)
    }
    expect(leftIn(dataFolder)).toEqual([stored.id, 'sources.json'])
  })

  it('finds a file that was opened before by its bytes, wherever it is now', async () => {
    const { open } = filesWith({ 'one.csv': csv, 'copy.csv': csv })
    const first = await open('one.csv')
    expect(first.set).not.toBeNull()
    const again = await open('copy.csv')
    expect(again).toMatchObject({
      set: null,
      name: 'copy.csv',
      description: first.description,
      stored: { id: first.stored.id },
    })
  })

  it('reads it anew when the stored digits are gone or damaged', async () => {
    const { dataFolder, open } = filesWith({ 'one.csv': csv })
    const { stored } = await open('one.csv')
    writeFileSync(join(dataFolder, 'datasets', stored.id, 'pixels.u8'), 'short')
    expect((await open('one.csv')).set).not.toBeNull()
    expect([...(await readDataset(dataFolder, stored.id)).pixels]).toEqual(pixels)
    rmSync(join(dataFolder, 'datasets', stored.id), { recursive: true })
    expect((await open('one.csv')).set).not.toBeNull()
  })

  it('tells progress that never falls and ends at 1', async () => {
    const many = csv.repeat(800)
    const { open } = filesWith({ 'digits.csv': many })
    const told: { fraction: number; phase: string; rows: number }[] = []
    await open('digits.csv', { progress: (state: (typeof told)[number]) => told.push(state) })
    const fractions = told.map(({ fraction }) => fraction)
    expect(fractions).toEqual([...fractions].sort((a, b) => a - b))
    expect(fractions.at(-1)).toBe(1)
    expect(new Set(told.map(({ phase }) => phase))).toEqual(new Set(['checking', 'reading', 'storing']))
    expect(told.at(-1)?.rows).toBe(rows * 800)
  })

  it.each([
    ['a wrong value', 'bad.csv', 'invalid-file', 'Line 51, column 2: "x" is no grey level from 0 to 255.'],
    ['an empty file', 'empty.csv', 'invalid-file', 'The file empty.csv is empty: line 1, column 1 holds nothing.'],
    ['a file that is not there', 'gone.csv', 'file-not-found', 'The file gone.csv no longer exists.'],
    ['a folder', 'folder', 'invalid-file', 'folder is a folder, not a file of digits.'],
    ['a picture', 'picture.csv', 'invalid-file', 'Line 1, column 1: the file is no text (byte 7 has the value 26).'],
    [
      'a broken archive',
      'archive.zip',
      'invalid-file',
      'The ZIP archive is damaged: its table of contents is missing.',
    ],
    ['a damaged gzip file', 'broken.csv.gz', 'invalid-file', 'The gzip file is damaged: unexpected end of file.'],
    [
      'pictures without labels',
      'lonely-images-idx3-ubyte',
      'invalid-file',
      'lonely-images-idx3-ubyte is an IDX file, but the file that goes with it is missing.',
    ],
  ])('refuses %s with a sentence and a hint, and stores nothing', async (_what, name, code, message) => {
    const { folder, dataFolder, open } = filesWith({
      'bad.csv': csv + csv.replace(',0,', ',x,'),
      'empty.csv': '',
      'picture.csv': Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
      'archive.zip': Buffer.from([0x50, 0x4b, 3, 4, 0, 0]),
      'broken.csv.gz': gzipSync(csv.repeat(10)).subarray(0, 200),
      'lonely-images-idx3-ubyte': idx([1, 2, 2], [1, 2, 3, 4]),
    })
    mkdirSync(join(folder, 'folder'))
    await expect(open(name)).rejects.toMatchObject({ code, message, hint: expect.stringMatching(/\.$/) })
    expect(leftIn(dataFolder)).toEqual([])
  })

  it('stops when asked and leaves nothing behind', async () => {
    const { dataFolder, open } = filesWith({ 'digits.csv': csv.repeat(800) })
    const controller = new AbortController()
    const stopAt = (phase: string) => (state: { phase: string }) => {
      if (state.phase === phase) controller.abort()
    }
    await expect(open('digits.csv', { signal: controller.signal, progress: stopAt('reading') })).rejects.toMatchObject({
      code: 'aborted',
    })
    expect(leftIn(dataFolder)).toEqual([])
  })

  it('notices a file that shrinks while it is read', async () => {
    const { folder, dataFolder, open } = filesWith({ 'digits.csv': csv.repeat(2000) })
    const cut = ({ phase }: { phase: string }) => {
      if (phase === 'checking') writeFileSync(join(folder, 'digits.csv'), csv)
    }
    await expect(open('digits.csv', { progress: cut })).rejects.toMatchObject({
      code: 'file-unreadable',
      message: 'The file digits.csv changed while it was read.',
    })
    expect(leftIn(dataFolder)).toEqual([])
  })
})

describe.skipIf(!hasMnist)(`openFile with the files of MNIST ${needsMnist}`, () => {
  it('knows the test set by its digits', async () => {
    const opened = await openFile({ dataFolder: temporaryFolder(), path: mnistFile('t10k') })
    expect(opened).toMatchObject({
      stored: { rows: 10_000, height: 28, width: 28, knownAs: 'MNIST test set' },
      description:
        '10,000 images 28 × 28, IDX with its label file, gzip; these are the digits of the MNIST test set (checksum matches).',
    })
  })
})
