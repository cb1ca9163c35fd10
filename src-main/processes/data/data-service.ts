import { basename } from 'node:path'
import { sampleDigits } from '#learn/datasets/sample-digits.ts'
import type { DataApi, DataEvents } from '#rpc/contract/data-api.ts'
import type { DatasetProgress, DatasetSummary, Part } from '#rpc/contract/dataset.ts'
import type { Handlers } from '#rpc/contract/remote.ts'
import { readDatasetInfo, writeDataset, type StoredDataset } from '#store/dataset-store.ts'
import { coefficients, contributions } from './coefficients.ts'
import { DatasetCache } from './dataset-cache.ts'
import { evaluation } from './evaluation.ts'
import { judgedPage } from './judged-page.ts'
import { judgedTest } from './judged-test.ts'
import { judgement } from './judgement.ts'
import { RunCache } from './run-cache.ts'
import { openFile, type OpenedDataset } from './open-file.ts'
import { createOwnService } from './own/own-service.ts'
import { predictDigit } from './predict-digit.ts'
import { samplePage } from './sample-page.ts'
import { supportLens } from './support-lens.ts'
import { UploadSpool } from './upload-spool.ts'

export interface DataServiceOptions {
  dataFolder: string
  emit<Name extends keyof DataEvents>(name: Name, value: DataEvents[Name]): void
}

const progressEveryMs = 20

/** All the data process can do. Long work gives up its turn again and again, so that a drawn digit is answered in between. */
export function createDataService({ dataFolder, emit }: DataServiceOptions): Handlers<DataApi> {
  const datasets = new DatasetCache(dataFolder)
  const runs = new RunCache(dataFolder)
  const uploads = new UploadSpool(dataFolder)

  const summaryOf = (stored: StoredDataset, name: string, description: string, seconds: number): DatasetSummary => {
    const { id, rows, height, width, classCounts, unlabelled, knownAs } = stored
    return { id, name, rows, height, width, classCounts, unlabelled, description, knownAs, seconds }
  }

  const reporter = (part: Part) => {
    let last = -Infinity
    return (progress: Omit<DatasetProgress, 'part'>) => {
      const now = performance.now()
      if (progress.fraction < 1 && now - last < progressEveryMs) return
      last = now
      emit('progress', { part, ...progress })
    }
  }

  const open = async (part: Part, path: string, name: string, signal: AbortSignal): Promise<DatasetSummary> => {
    const start = performance.now()
    const { stored, description, set }: OpenedDataset = await openFile({
      dataFolder,
      path,
      name,
      signal,
      progress: reporter(part),
    })
    if (set !== null) datasets.keep(stored.id, set)
    return summaryOf(stored, name, description, (performance.now() - start) / 1000)
  }

  return {
    ...createOwnService({
      dataFolder,
      runs,
      uploads,
      digitsOf: async (path, name, signal) => datasets.get((await open('train', path, name, signal)).id),
    }),
    openFile: ({ part, path }, { signal }) => open(part, path, basename(path), signal),

    async openSample(_argument, { signal }) {
      const start = performance.now()
      const report = reporter('train')
      const drawn = sampleDigits({
        onProgress: (fraction) => report({ phase: 'drawing', fraction: 0.9 * fraction, rows: 0 }),
      })
      const store = async (part: Part) => {
        const set = drawn[part]
        const name = 'Sample digits'
        const description = `Drawn by the application, ${part === 'train' ? 'for training' : 'for testing'}.`
        const stored = await writeDataset({ dataFolder, set, name, description, signal })
        datasets.keep(stored.id, set)
        return summaryOf(stored, name, description, (performance.now() - start) / 1000)
      }
      const train = await store('train')
      const test = await store('test')
      report({ phase: 'storing', fraction: 1, rows: train.rows + test.rows })
      return { train, test }
    },

    beginUpload: ({ upload, name, bytes }) => uploads.begin(upload, name, bytes),
    uploadFrame: ({ upload, bytes }) => uploads.frame(upload, bytes),
    endUpload: ({ upload }) => uploads.end(upload),

    async openUpload({ part, upload }, { signal }) {
      const { path, name } = uploads.complete(upload)
      try {
        return await open(part, path, name, signal)
      } finally {
        await uploads.remove(upload)
      }
    },

    async summary({ dataset }) {
      const stored = await readDatasetInfo(dataFolder, dataset)
      return summaryOf(stored, stored.name, stored.description, 0)
    },

    statistics: ({ dataset }, { signal }) => datasets.statistics(dataset, signal),

    async samplePage({ dataset, filter, offset, count }) {
      return samplePage(await datasets.get(dataset), filter, offset, count)
    },

    async evaluation({ run }) {
      const loaded = await runs.get(run)
      return evaluation(run, judgedTest(loaded, await datasets.get(loaded.summary.spec.test)))
    },

    async judgedPage({ run, filter, offset, count }) {
      const loaded = await runs.get(run)
      const test = await datasets.get(loaded.summary.spec.test)
      return judgedPage(judgedTest(loaded, test), test, filter, offset, count)
    },

    async judgement({ run }) {
      const loaded = await runs.get(run)
      return judgement(loaded, await datasets.get(loaded.summary.spec.test))
    },

    async coefficients({ run }) {
      return coefficients(await runs.get(run))
    },

    async contributions({ run, pixels, label }) {
      return contributions(await runs.get(run), pixels, label)
    },

    async supportLens({ run, ...question }) {
      const loaded = await runs.get(run)
      return supportLens(loaded, await datasets.get(loaded.summary.spec.train), question)
    },

    async predictDigit({ runs: ids, pixels }) {
      const loaded = await Promise.all(ids.map((id) => runs.get(id)))
      return loaded
        .filter(({ model }) => model.height * model.width === pixels.length)
        .map((run) => predictDigit(run, pixels))
    },

    forgetRun({ run }) {
      runs.forget(run)
    },
  }
}
