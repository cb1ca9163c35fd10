// @vitest-environment happy-dom
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import type { createFakeApi } from '../fake-api.ts'

vi.mock('#renderer/api.ts', async () => (await import('../fake-api.ts')).createFakeApi())
const fake = (await import('#renderer/api.ts')) as unknown as ReturnType<typeof createFakeApi>
const { openFile, openings, sortByPart } = await import('#renderer/data/open-files.ts')

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
})
