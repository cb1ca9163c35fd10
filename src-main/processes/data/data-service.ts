import { setImmediate as turn } from 'node:timers/promises'
import { AppError, throwIfStopped } from '#learn/app-error.ts'
import { repeatedDigits } from '#learn/datasets/repeated-digits.ts'
import { sampleDigitsInSteps } from '#learn/datasets/sample-digits.ts'
import type { DataApi, DataEvents, FileOpening } from '#rpc/contract/data-api.ts'
import type { DatasetProgress, DatasetSummary, Part } from '#rpc/contract/dataset.ts'
import type { Handlers } from '#rpc/contract/remote.ts'
import type { DigitAnswer, RunFailure } from '#rpc/contract/run.ts'
import { toWireError } from '#rpc/wire.ts'
import { writeDataset, type StoredDataset } from '#store/dataset-store.ts'
import { coefficients, contributions } from './coefficients.ts'
import { DatasetCache } from './dataset-cache.ts'
import { evaluation } from './evaluation.ts'
import { inTurns } from './in-turns.ts'
import { judgedTest } from './judged-test.ts'
import { judgement } from './judgement.ts'
import { RunCache } from './run-cache.ts'
import { openFile, type OpenFileOptions } from './open-file.ts'
import { createOwnService } from './own/own-service.ts'
import { predictDigit } from './predict-digit.ts'
import { samplePage } from './sample-page.ts'
import { seenDigit } from './seen-digit.ts'
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

  const summaryOf = (stored: StoredDataset, changes: Partial<DatasetSummary>): DatasetSummary => {
    const { version: _, ...summary } = stored
    return { ...summary, seconds: 0, ...changes }
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

  const open = async (part: Part, options: Omit<OpenFileOptions, 'dataFolder'>): Promise<FileOpening> => {
    const start = performance.now()
    const outcome = await openFile({ ...options, dataFolder, part, progress: reporter(part) })
    if (outcome.kind === 'question') return outcome
    const { stored, name, description, classNames, set } = outcome
    if (set !== null) datasets.keep(stored.id, set)
    const seconds = (performance.now() - start) / 1000
    return {
      kind: 'opened',
      summary: summaryOf(stored, { name, description, classNames: classNames ?? undefined, seconds }),
    }
  }

  return {
    ...createOwnService({
      dataFolder,
      runs,
      uploads,
      async digitsOf(path, name, labels, signal) {
        const outcome = await open('train', { path, name, signal, ...(labels === undefined ? {} : { labels }) })
        if (outcome.kind === 'opened') return datasets.get(outcome.summary.id)
        throw new AppError('invalid-file', `The format of ${name} is ambiguous.`, {
          hint: 'Open the file in Data, where the question can be answered.',
        })
      },
    }),
    openFile: ({ part, path, answers }, { signal }) => open(part, { path, answers, signal }),

    async openSample(_argument, { signal }) {
      const start = performance.now()
      const report = reporter('train')
      const steps = sampleDigitsInSteps()
      let step = steps.next()
      for (; step.done !== true; step = steps.next()) {
        report({ phase: 'drawing', fraction: 0.9 * step.value, rows: 0 })
        await turn()
        throwIfStopped(signal)
      }
      const drawn = step.value
      const store = async (part: Part) => {
        const set = drawn[part]
        const name = 'Sample digits'
        const description = `Drawn by the application, ${part === 'train' ? 'for training' : 'for testing'}.`
        const stored = await writeDataset({ dataFolder, set, name, description, signal })
        datasets.keep(stored.id, set)
        return summaryOf(stored, { name, description, seconds: (performance.now() - start) / 1000 })
      }
      const train = await store('train')
      const test = await store('test')
      report({ phase: 'storing', fraction: 1, rows: train.rows + test.rows })
      return { train, test }
    },

    beginUpload: ({ upload, name, bytes }) => uploads.begin(upload, name, bytes),
    uploadFrame: ({ upload, bytes }) => uploads.frame(upload, bytes),
    endUpload: ({ upload }) => uploads.end(upload),

    cancelUpload: ({ upload }) => uploads.remove(upload),

    async openUpload({ part, upload, labels, answers }, { signal }) {
      const { path, name } = uploads.complete(upload)
      const given = {
        path,
        name,
        answers,
        signal,
        ...(labels === undefined ? {} : { labels: uploads.complete(labels) }),
      }
      const done = () => Promise.all([upload, labels ?? upload].map((each) => uploads.remove(each)))
      try {
        const outcome = await open(part, given)
        if (outcome.kind === 'opened') await done()
        return outcome
      } catch (error) {
        await done()
        throw error
      }
    },

    statistics: ({ dataset }, { signal }) => datasets.statistics(dataset, signal),

    async repeatedDigits({ datasets: ids }, { signal }) {
      return inTurns(repeatedDigits(await Promise.all(ids.map((id) => datasets.get(id)))), signal)
    },

    async samplePage({ dataset, filter, offset, count }) {
      return samplePage(await datasets.get(dataset), filter, offset, count)
    },

    async evaluation({ run }) {
      const loaded = await runs.get(run)
      return evaluation(run, judgedTest(loaded, await datasets.get(loaded.summary.spec.test)))
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

    async seenDigit({ run, pixels }) {
      return seenDigit(await runs.get(run), pixels)
    },

    async supportLens({ run, ...question }) {
      const loaded = await runs.get(run)
      return supportLens(loaded, await datasets.get(loaded.summary.spec.train), question)
    },

    async predictDigit({ runs: ids, pixels }, { signal }) {
      if (ids.length > 1) runs.keepTogether(ids)
      const answers: DigitAnswer[] = []
      const failures: RunFailure[] = []
      for (const run of ids) {
        try {
          const loaded = await runs.get(run)
          const { height, width } = loaded.model
          if (height * width === pixels.length) answers.push(predictDigit(loaded, pixels))
        } catch (error) {
          failures.push({ run, error: toWireError(error) })
        }
        // A pen that is lifted takes back what it asked of unfinished ink.
        await turn()
        throwIfStopped(signal)
      }
      return { answers, failures }
    },

    forgetRun({ run }) {
      runs.forget(run)
    },
  }
}
