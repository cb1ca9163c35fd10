import { ref } from 'vue'
import { AppError } from '#learn/app-error.ts'
import type { RepeatedDigits } from '#learn/datasets/repeated-digits.ts'
import type { AppApi, AppEvents, DatasetOpening, Session, Settings, SettingsChange } from '#rpc/contract/app-api.ts'
import type { DoubtAnswers, FileEntry, Part } from '#rpc/contract/dataset.ts'
import type { JobSnapshot } from '#rpc/contract/job.ts'
import type { CallOptions, Remote } from '#rpc/contract/remote.ts'
import type { Judgement, RunSummary } from '#rpc/contract/run.ts'
import { firstRow, pageOf, partOf, rows, statisticsOf, summaryOf, unrepeated } from './fake-datasets.ts'
import { fakeLabel } from './fake-digits.ts'
import { fakeCoefficients, fakeContributions, fakeEvaluation, fakeJudgement } from './fake-judgement.ts'
import { fakeOwnDigits } from './fake-own-digits.ts'
import { memberQuestion, orientationQuestion } from './fake-questions.ts'

const entries: FileEntry[] = [
  { id: 'folder-scans', name: 'scans', kind: 'folder', bytes: 0, modified: 1_790_000_000_000 },
  { id: 'file-test', name: 'mnist_test.csv', kind: 'file', bytes: 18_289_443, modified: 1_790_000_000_000 },
  { id: 'file-train', name: 'mnist_train.csv', kind: 'file', bytes: 109_575_994, modified: 1_790_000_000_000 },
  {
    id: 'file-emnist',
    name: 'emnist-letters-train.csv',
    kind: 'file',
    bytes: 170_112_044,
    modified: 1_790_000_000_000,
  },
  { id: 'file-zip', name: 'mnist-in-csv.zip', kind: 'file', bytes: 16_201_377, modified: 1_790_000_000_000 },
  { id: 'file-broken', name: 'broken.csv', kind: 'file', bytes: 12_000, modified: 1_790_000_000_000 },
]

const fakeRun: RunSummary = {
  id: 'run-1',
  name: 'One against the rest, L-BFGS',
  spec: { name: 'digits-lbfgs', pipeline: { steps: [], seed: 1 }, train: 'fake-train', test: 'fake-test' },
  created: 1_790_000_000_000,
  complete: true,
  fitSeconds: 12.4,
  predictSeconds: 0.08,
  peakMemoryMB: 310,
  threads: 2,
  features: 522,
  trainRows: 60_000,
  testRows: 10_000,
  accuracy: 0.9178,
  f1: 0.9174,
  iterations: Array.from({ length: 10 }, () => 100),
  converged: false,
  warnings: [],
}

export interface FakeApiOptions {
  /** Both parts are open from the start. */
  open?: boolean
  runs?: boolean
  jobs?: JobSnapshot[]
  /** What the run says otherwise. */
  run?: Partial<RunSummary>
  /** What the judgement says otherwise; may be changed between calls. */
  judged?: Partial<Judgement>
  /** Digits that are there more than once, for each dataset asked about; without it: none. */
  repeated?: RepeatedDigits[]
  /** Milliseconds a call takes. */
  delay?: number
}

/** An in-memory core for component tests and previews: the same answers every time. */
export function createFakeApi(options: FakeApiOptions = {}) {
  const session: Session = options.open
    ? { train: summaryOf('train'), test: summaryOf('test') }
    : { train: null, test: null }
  let settings: Settings = { theme: 'system', leftHanded: false, digitsOnPaper: false, masks: [] }
  const runs = options.runs ? [fakeRun] : []
  const jobs = options.jobs ?? []
  const calls: { name: string; argument: unknown }[] = []
  const listeners = new Map<string, Set<(value: never) => void>>()

  function emit<Name extends keyof AppEvents>(name: Name, value: AppEvents[Name]) {
    for (const listener of listeners.get(name) ?? []) (listener as (value: AppEvents[Name]) => void)(value)
  }

  async function open(part: Part, signal?: AbortSignal) {
    for (const step of [0.2, 0.4, 0.6, 0.8, 1]) {
      if (options.delay) await new Promise((resolve) => setTimeout(resolve, options.delay))
      if (signal?.aborted) throw new AppError('aborted', 'Opening was cancelled.')
      emit('datasetProgress', { part, phase: 'reading', fraction: step, rows: Math.round(step * rows[part]) })
    }
    session[part] = summaryOf(part)
  }

  const handlers: { [Name in keyof AppApi]: (argument: never, call?: CallOptions) => unknown } = {
    describe: () => ({
      version: '0.1.0',
      host: 'browser',
      platform: 'linux',
      cores: 2,
      memoryMB: 7800,
      budgetMB: 1950,
      dataFolder: '~/.local/share/digit-workbench',
      versions: { Node: '24.21.0' },
      problems: [],
    }),
    session: () => ({ ...session }),
    settings: () => settings,
    saveSettings: ({ change: { keepMask, deleteMask, ...fields } }: { change: SettingsChange }) => {
      const others = settings.masks.filter(({ name }) => name !== deleteMask && name !== keepMask?.name)
      settings = { ...settings, ...fields, masks: keepMask ? [...others, keepMask] : others }
      return settings
    },
    pickFile: () => null,
    listFolder: ({ folder }: { folder?: string }) =>
      folder === 'folder-scans'
        ? { path: '/home/ada/digits/scans', parent: 'folder-digits', entries: [] }
        : { path: '/home/ada/digits', parent: 'folder-home', entries },
    recentFiles: () =>
      (['train', 'test'] as const).map((part) => ({
        id: `file-${part}`,
        name: `mnist_${part}.csv`,
        location: '~/digits',
        opened: 1_790_000_000_000,
        part,
      })),
    forgetRecentFile: () => [],
    beginUpload: () => 'upload-1',
    uploadFrame: () => undefined,
    endUpload: () => undefined,
    cancelUpload: () => undefined,
    openDataset: async (
      argument: { part: Part; source: { kind: string; file?: string }; answers?: DoubtAnswers },
      call,
    ): Promise<DatasetOpening> => {
      if (argument.source.file === 'file-broken') {
        throw new AppError('invalid-file', 'broken.csv, line 12, column 40: "3x" is not a grey level from 0 to 255.', {
          hint: 'Mend that line, or leave it out, and open the file again.',
        })
      }
      if (argument.source.file === 'file-emnist' && argument.answers?.orientation === undefined)
        return { kind: 'question', question: orientationQuestion() }
      if (argument.source.file === 'file-zip' && argument.answers?.member === undefined)
        return { kind: 'question', question: memberQuestion() }
      await open(argument.part, call?.signal)
      if (argument.source.kind === 'sample') await open(argument.part === 'train' ? 'test' : 'train', call?.signal)
      emit('sessionChanged', { ...session })
      return { kind: 'opened', session: { ...session } }
    },
    closeDataset: ({ part }: { part: Part }) => {
      session[part] = null
      emit('sessionChanged', { ...session })
      return { ...session }
    },
    storedDatasets: () =>
      (['train', 'test'] as const).map((part) => ({
        dataset: `fake-${part}`,
        name: `mnist_${part}.csv`,
        rows: rows[part],
        bytes: rows[part] * 785,
        lastUsed: 1_790_000_000_000,
        open: session[part] !== null,
        runs: runs.length,
        problem: null,
      })),
    deleteDataset: () => undefined,
    datasetStatistics: ({ dataset }: { dataset: string }) => statisticsOf(partOf(dataset)),
    repeatedDigits: ({ datasets }: { datasets: string[] }) => options.repeated ?? datasets.map(() => unrepeated),
    samplePage: (argument: Parameters<AppApi['samplePage']>[0]) => {
      const part = partOf(argument.dataset)
      const labels = argument.filter?.labels
      const only = argument.filter?.rows
      if (only) return pageOf(part, [...only.slice(argument.offset, argument.offset + argument.count)], only.length)
      const matching: number[] = []
      for (let row = 0; row < rows[part]; row++) {
        if (!labels?.length || labels.includes(fakeLabel(firstRow[part] + row))) matching.push(row)
      }
      return pageOf(part, matching.slice(argument.offset, argument.offset + argument.count), matching.length)
    },
    forecast: () => ({ seconds: 24, memoryMB: 1946, basis: 'figures' }),
    startJob: () => 'job-1',
    stopJob: () => undefined,
    clearJob: ({ job }: { job: string }) => emit('jobRemoved', { job }),
    jobs: () => jobs,
    runs: () => runs.map((run) => ({ ...run, ...options.run })),
    storedRuns: () => runs.map(({ id, name }) => ({ run: id, name, bytes: 400_000, problem: null })),
    renameRun: ({ name }: { name: string }) => ({ ...fakeRun, name }),
    deleteRun: () => emit('runsChanged', []),
    evaluation: () => {
      if (options.run?.accuracy === null) throw new AppError('unsupported', 'The test digits carry no labels.')
      return fakeEvaluation()
    },
    judgement: () => ({ ...fakeJudgement(), ...options.judged }),
    coefficients: fakeCoefficients,
    contributions: fakeContributions,
    seenDigit: () => null,
    supportLens: () => null,
    ...fakeOwnDigits(),
    readPicture: () => [],
    predictDigit: ({ runs: asked }: { runs: string[] }) => ({
      answers: asked.map((run) => ({
        run,
        classes: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
        predicted: 7,
        scores: Float64Array.from({ length: 10 }, (_, k) => (k === 7 ? 2 : -1 - k / 10)),
        probabilities: Float64Array.from({ length: 10 }, (_, k) => (k === 7 ? 0.91 : 0.01)),
        milliseconds: 0.4,
      })),
      failures: [],
    }),
  }

  const calling = (name: keyof AppApi) => async (argument: never, call?: CallOptions) => {
    calls.push({ name, argument })
    return handlers[name](argument, call)
  }
  const names = Object.keys(handlers) as (keyof AppApi)[]
  const api = Object.fromEntries(names.map((name) => [name, calling(name)])) as unknown as Remote<AppApi>

  function onEvent<Name extends keyof AppEvents>(name: Name, listener: (value: AppEvents[Name]) => void) {
    const set = listeners.get(name) ?? new Set()
    listeners.set(name, set.add(listener as (value: never) => void))
    return () => void set.delete(listener as (value: never) => void)
  }

  return { api, onEvent, connection: ref({ state: 'open' as 'open' | 'closed', reason: '' }), emit, calls }
}
