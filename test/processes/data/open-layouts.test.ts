import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { openFile, type OpenFileOptions } from '#processes/data/open-file.ts'
import type { DatasetQuestion } from '#rpc/contract/dataset.ts'
import { readDataset } from '#store/dataset-store.ts'
import { idxFile, layouts, plainText, sourceDigits, variants } from '../../fixtures/make-layouts.ts'
import { temporaryFolder } from '../../store/temporary-folder.ts'

type Given = Partial<Omit<OpenFileOptions, 'dataFolder' | 'path'>>

function folderWith(files: Record<string, string | Uint8Array>) {
  const folder = temporaryFolder()
  const dataFolder = join(folder, 'data')
  for (const [name, bytes] of Object.entries(files)) writeFileSync(join(folder, name), bytes)
  const open = (name: string, given: Given = {}) => openFile({ dataFolder, path: join(folder, name), ...given })
  return {
    open,
    async digits(name: string, given: Given = {}) {
      const outcome = await open(name, given)
      if (outcome.kind === 'question') throw new Error(outcome.question.sentence)
      return { ...outcome, set: await readDataset(dataFolder, outcome.stored.id) }
    },
    async question(name: string, given: Given = {}): Promise<DatasetQuestion> {
      const outcome = await open(name, given)
      if (outcome.kind === 'opened') throw new Error(`It was opened: ${outcome.description}`)
      return outcome.question
    },
  }
}

const same = (a: Uint8Array, b: Uint8Array) => Buffer.compare(Buffer.from(a), Buffer.from(b)) === 0

describe.each(layouts)('$name', (layout) => {
  it.each(variants.filter(({ fits }) => fits?.(layout) ?? true))('loads right: $name', async (variant) => {
    const { digits } = folderWith({ 'digits.csv': variant.bytes(layout) })
    const { set, description } = await digits('digits.csv', { answers: layout.answers })
    expect([set.rows, set.height, set.width]).toEqual([50, layout.side, layout.side])
    expect([...set.labels]).toEqual([...layout.labels])
    expect(same(set.pixels, layout.pixels)).toBe(true)
    expect(description.startsWith(`50 images ${layout.side} × ${layout.side}, `)).toBe(true)
    if (variant.name === 'LF') expect(description).toContain(layout.words)
    expect(description).toContain(variant.words)
  })
})

describe('a first row that a program made column names of', () => {
  it('is restored', async () => {
    const [first, ...others] = plainText.trimEnd().split('\n')
    const times = new Map<string, number>()
    const mangled = first.split(',').map((cell) => {
      const before = times.get(cell) ?? 0
      times.set(cell, before + 1)
      return before === 0 ? cell : `${cell}.${before}`
    })
    const { digits } = folderWith({ 'az.csv': [mangled.join(','), ...others, ''].join('\n') })
    const { set, description } = await digits('az.csv')
    expect(set.rows).toBe(50)
    expect(same(set.pixels, sourceDigits.pixels)).toBe(true)
    expect(description).toBe('50 images 28 × 28, label first, first row restored from column names, LF.')
  })
})

describe('IDX', () => {
  const shape = [50, 28, 28]
  const { pixels, labels } = sourceDigits

  it.each([
    ['bytes', idxFile(shape, pixels)],
    ['16-bit numbers', idxFile(shape, pixels, 0x0b)],
    ['32-bit numbers', idxFile(shape, pixels, 0x0c)],
    [
      'floats from 0 to 1',
      idxFile(
        shape,
        Float64Array.from(pixels, (value) => value / 255),
        0x0d,
      ),
    ],
    [
      'doubles from -1 to 1',
      idxFile(
        shape,
        Float64Array.from(pixels, (value) => value / 127.5 - 1),
        0x0e,
      ),
    ],
    ['pixels in one dimension', idxFile([50, 784], pixels)],
  ])('loads right: %s', async (_what, images) => {
    const { digits } = folderWith({
      'train-images-idx3-ubyte': images,
      'train-labels-idx1-ubyte': idxFile([50], labels),
    })
    const { set } = await digits('train-images-idx3-ubyte')
    expect(same(set.pixels, pixels)).toBe(true)
    expect(same(set.labels, labels)).toBe(true)
  })

  it.each([
    ['train-images-idx3-ubyte', 'train-labels-idx1-ubyte'],
    ['train-images.idx3-ubyte', 'train-labels.idx1-ubyte'],
    ['emnist-digits-train-images-idx3-ubyte.gz', 'emnist-digits-train-labels-idx1-ubyte.gz'],
    ['qmnist-test-images-idx3-ubyte.gz', 'qmnist-test-labels-idx2-int'],
  ])('finds the labels of %s by their name', async (images, other) => {
    const packed = (name: string, bytes: Buffer) => (name.endsWith('.gz') ? gzipSync(bytes) : bytes)
    const wide = Array.from(labels).flatMap((label, row) => [label, 4, 900 + row, row, 0, 0, row, 0])
    const labelFile = other.includes('idx2') ? idxFile([50, 8], wide, 0x0c) : idxFile([50], labels)
    const { digits } = folderWith({
      [images]: packed(images, idxFile(shape, pixels)),
      [other]: packed(other, labelFile),
    })
    for (const name of [images, other]) expect(same((await digits(name)).set.labels, labels)).toBe(true)
  })

  it('takes labels that were sent apart, and pairs in an archive', async () => {
    const pair = { 'a-images-idx3-ubyte': idxFile(shape, pixels), 'a-labels-idx1-ubyte': idxFile([50], labels) }
    const { digits } = folderWith({ x1: pair['a-images-idx3-ubyte'], 'pair.zip': zipSync(pair) })
    expect(same((await digits('pair.zip')).set.labels, labels)).toBe(true)
    const apart = folderWith({ x1: pair['a-images-idx3-ubyte'], x2: pair['a-labels-idx1-ubyte'] })
    await expect(apart.open('x1')).rejects.toThrow('x1 is an IDX file, but the file that goes with it is missing.')
  })
})

describe('a doubt', () => {
  const letters = layouts.find(({ name }) => name === 'EMNIST letters')
  if (letters === undefined) throw new Error('No letters.')
  const text = variants[0].bytes(letters)

  it('about the way up is asked, with digits both ways, and again when the file is opened again', async () => {
    const { question, digits } = folderWith({ 'letters.csv': text, 'emnist-letters.csv': text })
    const asked = await question('letters.csv')
    expect(asked).toMatchObject({ kind: 'orientation', name: 'letters.csv', suggested: 'upright' })
    const [as, turned] = asked.options.map(({ thumbnails }) => thumbnails?.pixels ?? new Uint8Array(0))
    expect(asked.options.map(({ value, thumbnails }) => [value, thumbnails?.count])).toEqual([
      ['upright', 12],
      ['transposed', 12],
    ])
    expect(as[3 * 28 + 9]).toBe(turned[9 * 28 + 3])
    expect(same(turned.subarray(0, 784), letters.pixels.subarray(0, 784))).toBe(true)
    expect((await question('emnist-letters.csv')).suggested).toBe('transposed')

    const one = await digits('letters.csv', { answers: { orientation: 'transposed' } })
    expect(same(one.set.pixels, letters.pixels)).toBe(true)
    const other = await digits('letters.csv', { answers: { orientation: 'upright' } })
    expect(other.stored.id).not.toBe(one.stored.id)
    await digits('letters.csv', { answers: { orientation: 'transposed' } })
    expect((await question('letters.csv')).suggested).toBe('transposed')
  })

  it('about a file in an archive is asked, and each answer is a dataset of its own', async () => {
    const half = `${plainText.split('\n').slice(0, 25).join('\n')}\n`
    const { question, digits, open } = folderWith({
      'both.zip': zipSync({
        'mnist_test.csv': strToU8(half),
        'mnist_train.csv': strToU8(plainText),
        'readme.txt': strToU8('Digits.'),
        '__MACOSX/._mnist_train.csv': strToU8('x'),
      }),
    })
    const asked = await question('both.zip')
    expect(asked).toMatchObject({ kind: 'member', name: 'both.zip', suggested: 'mnist_train.csv' })
    expect(asked.options.map(({ label }) => label)).toEqual(['mnist_test.csv', 'mnist_train.csv'])
    expect((await question('both.zip', { part: 'test' })).suggested).toBe('mnist_test.csv')
    const train = await digits('both.zip', { answers: { member: 'mnist_train.csv' } })
    expect(train).toMatchObject({ name: 'mnist_train.csv in both.zip', stored: { rows: 50 } })
    const test = await digits('both.zip', { answers: { member: 'mnist_test.csv' } })
    expect(test.stored.rows).toBe(25)
    await expect(open('both.zip', { answers: { member: '../x' } })).rejects.toMatchObject({ code: 'invalid-argument' })
  })

  it('about ink is asked when the border is bright but not white', async () => {
    const rows = plainText.trimEnd().split('\n')
    const murky = rows.map((row) =>
      row.split(',').map((cell, i) => (i === 0 ? cell : String(180 - Math.round(Number(cell) / 2)))),
    )
    const { question, digits } = folderWith({ 'murky.csv': murky.map((row) => row.join(',')).join('\n') })
    expect(await question('murky.csv')).toMatchObject({ kind: 'ink', suggested: 'bright' })
    const { set } = await digits('murky.csv', { answers: { ink: 'dark' } })
    expect(set.pixels[0]).toBe(75)
  })
})

/** Stored without packing, so that one byte can be changed. */
function changedMember(): Uint8Array {
  const archive = zipSync({ 'a.csv': [strToU8(plainText), { level: 0 }] })
  archive[30 + 'a.csv'.length] ^= 1
  return archive
}

function claimingArchive(): Uint8Array {
  const archive = zipSync({ 'a.csv': strToU8(plainText) })
  new DataView(archive.buffer).setUint32(archive.length - 22 + 12, 0xfffffff0, true)
  return archive
}

describe('files that cannot be right', () => {
  it('are refused before they are unpacked: a small IDX file that promises or holds gigabytes', async () => {
    const promising = Buffer.alloc(16)
    promising.set([0, 0, 8, 3])
    for (const [k, size] of [60_000, 512, 512].entries()) promising.writeUInt32BE(size, 4 + 4 * k)
    const holding = Buffer.concat([idxFile([1, 28, 28], new Uint8Array(784)), Buffer.alloc(50 << 20)])
    const { open } = folderWith({
      'a-images-idx3-ubyte.gz': gzipSync(promising),
      'a-labels-idx1-ubyte': idxFile([1], Uint8Array.of(1)),
      'b-images-idx3-ubyte.gz': gzipSync(holding),
      'b-labels-idx1-ubyte': idxFile([1], Uint8Array.of(1)),
    })
    await expect(open('a-images-idx3-ubyte.gz')).rejects.toMatchObject({ code: 'unsupported' })
    await expect(open('b-images-idx3-ubyte.gz')).rejects.toMatchObject({
      code: 'invalid-file',
      message: expect.stringMatching(/^The file holds more than the \d+ bytes that it promises\.$/),
    })
  })

  const rows = plainText.trimEnd().split('\n')
  const without = (row: string, cells: number) => row.split(',').slice(0, -cells).join(',')
  const ragged = rows.map((row, i) => (i === 3 || i === 40 ? without(row, i) : i === 20 ? `${row},0` : row)).join('\n')
  const standardised = rows
    .map((row) => row.split(',').map((cell, i) => (i === 0 ? cell : String(Number(cell) / 100 - 0.5))))
    .join('\n')

  it.each([
    [
      'ragged rows, all of them listed',
      ragged,
      '3 rows have not 785 values: line 4 (782), line 21 (786), line 41 (745).',
    ],
    [
      'a table of picture files',
      'path,label\nmnist/0/1.png,0\nmnist/1/2.png,1\n',
      'Line 2, column 1: the table names picture files ("mnist/0/1.png") and does not hold their pixels.',
    ],
    [
      'standardised values',
      standardised,
      'The values go from -0.5 to 2.05, which is no range of grey levels (0 to 255, 0 to 1, -1 to 1 or 0 to 16).',
    ],
    [
      'values far below paper',
      rows.map((row) => row.replace(',0,', ',-3.5,')).join('\n'),
      'Line 1, column 2: "-3.5" is no grey level from 0 to 255.',
    ],
    [
      'two classes in one row',
      variants[0].bytes(layouts.find(({ name }) => name === 'one-hot') ?? layouts[0]).toString() +
        [...Array.from({ length: 784 }, () => '0'), '1', '1', ...Array.from({ length: 8 }, () => '0')].join(','),
      'Line 51, column 785: the 10 label columns do not hold a single 1.',
    ],
    [
      'pictures that are not square',
      rows.map((row) => without(row, 5)).join('\n'),
      'Line 1, column 780: the row has 780 values, which is no square picture with or without a label.',
    ],
    [
      'an archive without digits',
      zipSync({ 'a.png': strToU8('x') }),
      'The ZIP archive file.csv holds no table of digits and no IDX file.',
    ],
    [
      'an archive that is cut off',
      zipSync({ 'a.csv': strToU8(plainText) }).subarray(0, -40),
      'The ZIP archive is damaged: its table of contents is missing.',
    ],
    ['an archive in which a digit changed', changedMember(), 'The ZIP archive is damaged: a checksum does not match.'],
    [
      'an archive whose table of contents claims 4 GB',
      claimingArchive(),
      'The ZIP archive is damaged: its table of contents is cut off.',
    ],
    [
      'a PNG picture',
      Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
      'Line 1, column 1: the file is no text (byte 7 has the value 26).',
    ],
  ])('are refused: %s', async (_what, bytes, message) => {
    const { open } = folderWith({ 'file.csv': bytes })
    await expect(open('file.csv')).rejects.toMatchObject({
      code: 'invalid-file',
      message,
      hint: expect.stringMatching(/\.$/),
    })
  })
})
