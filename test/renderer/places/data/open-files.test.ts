// @vitest-environment happy-dom
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import { pairFiles } from '#renderer/digits/pair-files.ts'
import type { createFakeApi } from '../../fake-api.ts'

vi.mock('#renderer/api.ts', async () => (await import('../../fake-api.ts')).createFakeApi())
const fake = (await import('#renderer/api.ts')) as unknown as ReturnType<typeof createFakeApi>
const { cancelOpening, openFile, openings, openQuestion, openSource, sortByPart } =
  await import('#renderer/places/data/open-files.ts')

beforeEach(() => {
  setActivePinia(createPinia())
  fake.calls.length = 0
})

describe('opening files', () => {
  it('tells the test part by its name, else takes the order', () => {
    const parts = (...names: string[]) => sortByPart(names.map((name) => ({ name }))).map(({ part }) => part)
    expect(parts('mnist_test.csv', 'mnist_train.csv')).toEqual(['test', 'train'])
    expect(parts('train-images-idx3-ubyte', 't10k-images-idx3-ubyte')).toEqual(['train', 'test'])
    expect(parts('a.csv', 'b.csv')).toEqual(['train', 'test'])
  })

  it("sends a browser's file whole, in frames of at most 1 MiB in order, and opens it when all have arrived", async () => {
    const bytes = Uint8Array.from({ length: 2.5 * 2 ** 20 }, (_, i) => i % 251)
    await openFile('test', { file: new File([bytes], 'digits.csv'), labels: null })
    const names = fake.calls.map(({ name }) => name)
    expect(names.slice(0, 6)).toEqual([
      'beginUpload',
      'uploadFrame',
      'uploadFrame',
      'uploadFrame',
      'endUpload',
      'openDataset',
    ])
    const frames = fake.calls.filter(({ name }) => name === 'uploadFrame')
    const sent = frames.map(({ argument }) => (argument as { bytes: Uint8Array }).bytes)
    expect(sent.map(({ length }) => length)).toEqual([2 ** 20, 2 ** 20, 2 ** 19])
    expect(sent[1][0]).toBe(2 ** 20 % 251)
    expect(openings.test).toBeNull()
  })

  it('throws away what was sent when a frame does not arrive, and says why', async () => {
    vi.spyOn(fake.api, 'uploadFrame').mockRejectedValueOnce(new Error('no room'))
    await openFile('test', { file: new File([new Uint8Array(10)], 'digits.csv'), labels: null })
    expect(openings.test?.error).toMatchObject({ message: 'no room' })
    expect(fake.calls.filter(({ name }) => name === 'cancelUpload')).toHaveLength(1)
    cancelOpening('test')
  })

  it('asks what a file leaves open, and opens it with the answer', async () => {
    const opening = openSource('train', 'emnist-letters-train.csv', { kind: 'file', file: 'file-emnist' })
    await vi.waitFor(() => expect(openQuestion.value?.question.kind).toBe('orientation'))
    openQuestion.value?.answer('transposed')
    await opening
    expect(openings.train).toBeNull()
    const asked = fake.calls.filter(({ name }) => name === 'openDataset').map(({ argument }) => argument)
    expect(asked).toMatchObject([{ answers: {} }, { answers: { orientation: 'transposed' } }])
  })

  it('opens nothing when the question is closed or the opening is cancelled', async () => {
    for (const end of [() => openQuestion.value?.answer(null), () => cancelOpening('train')]) {
      const opening = openSource('train', 'two.zip', { kind: 'file', file: 'file-zip' })
      await vi.waitFor(() => expect(openQuestion.value?.question.kind).toBe('member'))
      end()
      await opening
      expect(openings.train).toBeNull()
      expect(openQuestion.value).toBeNull()
    }
    expect(fake.calls.filter(({ name }) => name === 'openDataset')).toHaveLength(2)
  })

  it('takes pictures and labels of IDX files together, in any order', () => {
    const names = [
      't10k-labels-idx1-ubyte.gz',
      'train-images-idx3-ubyte',
      'train-labels-idx1-ubyte',
      't10k-images-idx3-ubyte.gz',
    ]
    const pairs = pairFiles(names.map((name) => ({ name })))
    expect(pairs.map(({ file, labels }) => [file.name, labels?.name])).toEqual([
      ['train-images-idx3-ubyte', 'train-labels-idx1-ubyte'],
      ['t10k-images-idx3-ubyte.gz', 't10k-labels-idx1-ubyte.gz'],
    ])
    expect(pairFiles([{ name: 'a.csv' }, { name: 'b.csv' }]).map(({ labels }) => labels)).toEqual([null, null])
  })
})
