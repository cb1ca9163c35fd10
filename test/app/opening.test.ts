import { afterEach, describe, expect, it } from 'vitest'
import { startAppCore, type AppCore } from '#app/app-core.ts'
import { fittingParts } from '#app/fitting-parts.ts'
import { openAsSuggested } from '#app/open-as-suggested.ts'
import type { AppApi } from '#rpc/contract/app-api.ts'
import type { DatasetQuestion, DatasetSummary } from '#rpc/contract/dataset.ts'
import { createPeer } from '#rpc/peer.ts'
import { memoryTransports } from '../rpc/memory-transport.ts'
import { temporaryFolder } from '../store/temporary-folder.ts'
import { fakeHost, settled, type FakeHost } from './fake-host.ts'

const context = { signal: new AbortController().signal }

const digits = (name: string, side: number, classNames?: string[]): DatasetSummary => ({
  id: name,
  name,
  rows: 1,
  height: side,
  width: side,
  classCounts: [],
  unlabelled: 0,
  description: '',
  knownAs: null,
  classNames,
  seconds: 0,
})

const question: DatasetQuestion = {
  kind: 'orientation',
  name: 'letters.csv',
  sentence: 'Which way is right?',
  options: [
    { value: 'upright', label: 'As they are', detail: '', thumbnails: null },
    { value: 'transposed', label: 'Turned', detail: '', thumbnails: null },
  ],
  suggested: 'transposed',
}

let core: AppCore | undefined
afterEach(() => core?.close())

async function start(host: FakeHost): Promise<AppCore> {
  core = await startAppCore({ host, version: '1.2.3' })
  return core
}

describe('training and test digits', () => {
  const train = digits('train.csv', 28)

  it('are opened beside each other when they fit', () => {
    const test = digits('test.csv', 28)
    expect(fittingParts({ train, test: null }, 'test', test, false)).toEqual({ test })
    expect(fittingParts({ train, test: digits('other.csv', 28) }, 'test', test, false)).toEqual({ test })
  })

  it('are refused when their sizes differ, with the reason', () => {
    expect(() => fittingParts({ train, test: null }, 'test', digits('small.csv', 8), false)).toThrow(
      'small.csv does not go with the open training digits train.csv: its pictures are 8 × 8 pixels, those 28 × 28.',
    )
  })

  it('are refused when a class number means different names', () => {
    const letters = digits('letters.csv', 28, ['A', 'B', 'C'])
    expect(fittingParts({ train: letters, test: null }, 'test', digits('t.csv', 28, ['A', '', 'C']), false)).toEqual({
      test: digits('t.csv', 28, ['A', '', 'C']),
    })
    expect(() => fittingParts({ train: letters, test: null }, 'test', digits('t.csv', 28, ['A', 'C']), false)).toThrow(
      'its class 1 is called C, there it is B.',
    )
  })

  it('take the place of others that do not fit when that is meant', () => {
    const small = digits('small.csv', 8)
    expect(fittingParts({ train, test: null }, 'test', small, true)).toEqual({ train: null, test: small })
  })
})

describe('a question about a file', () => {
  it('reaches the page, and its answer the data process; nothing is open in between', async () => {
    const asked: unknown[] = []
    const summary = digits('letters.csv', 28)
    const host = fakeHost(temporaryFolder(), {
      data: {
        openFile: ({ answers }) => {
          asked.push(answers)
          return answers?.orientation === undefined ? { kind: 'question', question } : { kind: 'opened', summary }
        },
      },
    })
    const { api, fileOf } = await start(host)
    const source = { kind: 'file', file: fileOf('/a/letters.csv') } as const
    expect(await api.openDataset({ part: 'train', source }, context)).toEqual({ kind: 'question', question })
    expect(await api.session(undefined, context)).toEqual({ train: null, test: null })
    expect(await api.recentFiles(undefined, context)).toEqual([])
    const answers = { orientation: 'transposed' }
    expect(await api.openDataset({ part: 'train', source, answers }, context)).toMatchObject({ kind: 'opened' })
    expect(asked).toEqual([undefined, answers])
  })

  it('is answered as suggested where nobody can be asked, and said', async () => {
    const said: string[] = []
    const summary = digits('letters.csv', 28)
    const host = fakeHost(temporaryFolder(), {
      data: {
        openFile: ({ answers }) =>
          answers?.orientation === 'transposed' ? { kind: 'opened', summary } : { kind: 'question', question },
      },
    })
    const { api, fileOf } = await start(host)
    const source = { kind: 'file', file: fileOf('/a/letters.csv') } as const
    await openAsSuggested(api, { part: 'train', source }, context, (sentence) => said.push(sentence))
    expect(said).toEqual(['letters.csv: Which way is right? Taken: Turned.'])
    expect((await api.session(undefined, context)).train?.name).toBe('letters.csv')
  })
})

describe('an upload', () => {
  it('goes when its page goes, and another page keeps its own', async () => {
    const cancelled: string[] = []
    const host = fakeHost(temporaryFolder(), {
      data: { beginUpload: () => undefined, cancelUpload: ({ upload }) => void cancelled.push(upload) },
    })
    const { serve } = await start(host)
    const pages = [memoryTransports(), memoryTransports()].map(([here, there]) => {
      serve(here)
      return createPeer<object, object>(there)
    })
    const [gone] = await Promise.all(
      pages.map((page) => page.remote<AppApi>().beginUpload({ name: 'a.csv', bytes: 100 })),
    )
    pages[0].close()
    await settled()
    expect(cancelled).toEqual([gone])
  })
})
