import { availableParallelism, totalmem } from 'node:os'
import type { Host } from '#hosts/host.ts'
import type { AppApi, AppDescription, AppEvents } from '#rpc/contract/app-api.ts'
import type { DataApi, DataEvents } from '#rpc/contract/data-api.ts'
import type { FileId } from '#rpc/contract/dataset.ts'
import { defaultBudgetMB, type JobSpec } from '#rpc/contract/job.ts'
import type { Handlers } from '#rpc/contract/remote.ts'
import type { RunId } from '#rpc/contract/run.ts'
import type { TrainingApi, TrainingEvents } from '#rpc/contract/training-api.ts'
import { createPeer } from '#rpc/peer.ts'
import type { Transport } from '#rpc/transport.ts'
import { markDatasetUsed } from '#store/stored-datasets.ts'
import { sweepLeftovers } from '#store/sweep-leftovers.ts'
import { guardArguments } from './argument-guard.ts'
import { checkJob } from './check-job.ts'
import { lockCore, type CoreLock } from './core-lock.ts'
import { createDatasetDesk } from './dataset-desk.ts'
import { EventHub } from './event-hub.ts'
import { FileTable } from './file-table.ts'
import { JobQueue } from './job-queue.ts'
import { createOwnDigitsDesk } from './own-digits-desk.ts'
import { PageUploads } from './page-uploads.ts'
import { RunShelf } from './run-shelf.ts'
import { SessionKeeper } from './session-keeper.ts'
import { SettingsKeeper } from './settings-keeper.ts'
import { createStorageDesk } from './storage-desk.ts'
import { SupervisedProcess } from './supervised-process.ts'

/** The application without a window: datasets, runs, jobs, files. It asks the processes; it never computes. */
export interface AppCore {
  /** The calls themselves, for the command line and tests. */
  readonly api: Handlers<AppApi>
  /** Subscribes; the function returned ends it. */
  on<Name extends keyof AppEvents>(event: Name, listener: (value: AppEvents[Name]) => void): () => void
  /** Answers the page at the other end and sends it events, until the transport closes. */
  serve(transport: Transport): void
  /** A path the person gave outside the page (drop in Electron, command line, double click) becomes an id. */
  fileOf(path: string): FileId
  /** A fit is going to come: see TrainingApi.ready. */
  readyTraining(spec: Pick<JobSpec, 'threads' | 'memoryMB'>, bytes: number): void
  /** Tells a second start where the page is. */
  announce(address: string): Promise<void>
  /** Ends the processes, after stopping what runs. */
  close(): Promise<void>
}

export interface AppCoreOptions {
  host: Host
  version: string
  /** Digits that are opened do not take the place of those that a person had open. */
  apart?: boolean
}

const events: Record<keyof AppEvents, true> = {
  sessionChanged: true,
  datasetProgress: true,
  jobChanged: true,
  jobRemoved: true,
  runsChanged: true,
  settingsChanged: true,
  ownChanged: true,
  processRestarted: true,
  menuCommand: true,
}

/** Refuses (`AlreadyRuns`) where another core works on the data folder. */
export async function startAppCore({ host, version, apart = false }: AppCoreOptions): Promise<AppCore> {
  const lock = await lockCore(host.dataFolder)
  try {
    return await startLocked({ host, version, apart }, lock)
  } catch (error) {
    await lock.release()
    throw error
  }
}

async function startLocked(
  { host, version, apart }: Required<AppCoreOptions>,
  { announce, release }: CoreLock,
): Promise<AppCore> {
  const { dataFolder } = host
  const hub = new EventHub()
  const files = new FileTable()
  const keeper = new SessionKeeper(dataFolder, (session) => hub.emit('sessionChanged', session), !apart)
  const settings = new SettingsKeeper(dataFolder, (value) => hub.emit('settingsChanged', value))
  const shelf = new RunShelf(dataFolder, (runs) => hub.emit('runsChanged', runs))

  await sweepLeftovers(dataFolder)

  const data = new SupervisedProcess<DataApi, DataEvents>({
    host,
    name: 'data',
    connect: (peer) => peer.on('progress', (progress) => hub.emit('datasetProgress', progress)),
    onRestart: (reason) => hub.emit('processRestarted', { process: 'data', reason }),
  })
  const training = new SupervisedProcess<TrainingApi, TrainingEvents>({
    host,
    name: 'training',
    connect: (peer) => peer.on('progress', ({ job, progress }) => queue.progress(job, progress)),
    onRestart: (reason) => hub.emit('processRestarted', { process: 'training', reason }),
  })
  const queue = new JobQueue({
    training: training.remote,
    trainingReady: () => training.ready(),
    replaceTraining: () => training.replace(),
    changed: (job) => hub.emit('jobChanged', job),
    removed: (job) => hub.emit('jobRemoved', { job }),
    ended: (summary) => shelf.add(summary),
  })

  // While the processes start.
  const found = await Promise.all([settings.restore(), keeper.restore(), shelf.restore()])
  const problems = found.flat().filter((problem) => problem !== null)
  for (const problem of problems) console.error(problem)

  const ofRun = <T>(run: RunId, answer: Promise<T>) => answer.catch(() => shelf.dropIfGone(run)).then(() => answer)
  const api = guardArguments({
    describe: () => describe(host, version, problems),
    settings: () => settings.value,
    saveSettings: ({ change }) => settings.change(change),
    ...createDatasetDesk({ host, data: data.remote, files, keeper }),
    ...createOwnDigitsDesk({
      dataFolder,
      data: data.remote,
      files,
      changed: (sets) => hub.emit('ownChanged', sets),
    }),
    async forecast({ spec }, { signal }) {
      await checkJob(dataFolder, spec)
      return training.remote.forecast({ spec }, { signal })
    },
    async startJob({ spec }) {
      await checkJob(dataFolder, spec)
      await Promise.all([spec.train, spec.test].map((id) => markDatasetUsed(dataFolder, id)))
      return queue.start(spec)
    },
    stopJob: ({ job }) => queue.stop(job),
    clearJob: ({ job }) => queue.clear(job),
    jobs: () => queue.list(),
    runs: () => shelf.list(),
    renameRun: ({ run, name }) => shelf.rename(run, name),
    async deleteRun({ run }) {
      await shelf.delete(run)
      // A data process that is being started again knows no run yet.
      await data.remote.forgetRun({ run }).catch(() => undefined)
    },
    ...createStorageDesk({ dataFolder, keeper, queue, shelf }),
    evaluation: (argument, options) => ofRun(argument.run, data.remote.evaluation(argument, options)),
    judgement: (argument, options) => ofRun(argument.run, data.remote.judgement(argument, options)),
    coefficients: (argument, options) => ofRun(argument.run, data.remote.coefficients(argument, options)),
    contributions: (argument, options) => ofRun(argument.run, data.remote.contributions(argument, options)),
    seenDigit: (argument, options) => ofRun(argument.run, data.remote.seenDigit(argument, options)),
    supportLens: (argument, options) => ofRun(argument.run, data.remote.supportLens(argument, options)),
    async predictDigit(argument, options) {
      const digit = await data.remote.predictDigit(argument, options)
      for (const { run, error } of digit.failures) if (error.code === 'not-found') await shelf.dropIfGone(run)
      return digit
    },
  })

  return {
    api,
    on: (event, listener) => hub.on(event, listener),
    serve(transport) {
      const peer = createPeer<AppEvents>(transport)
      const uploads = new PageUploads(api)
      peer.serve<AppApi>(uploads.api)
      const ends = (Object.keys(events) as (keyof AppEvents)[]).map((name) =>
        hub.on(name, (value) => peer.emit(name, value)),
      )
      peer.onClose(() => {
        ends.forEach((end) => end())
        uploads.end()
      })
    },
    fileOf: (path) => files.idOf(path),
    // Where it fails, the fit itself will say why.
    readyTraining: (spec, bytes) => void training.remote.ready({ ...spec, bytes }).catch(() => undefined),
    announce,
    async close() {
      await queue.close()
      await Promise.all([data.close(), training.close()])
      await release()
    },
  }
}

function describe(host: Host, version: string, problems: string[]): AppDescription {
  const memoryMB = Math.floor(totalmem() / 2 ** 20)
  const { node, v8, electron, chrome } = process.versions
  return {
    version,
    host: host.kind,
    platform: `${process.platform} ${process.arch}`,
    cores: availableParallelism(),
    memoryMB,
    budgetMB: defaultBudgetMB(memoryMB),
    dataFolder: host.dataFolder,
    versions: {
      node,
      v8,
      ...(electron === undefined ? {} : { electron }),
      ...(chrome === undefined ? {} : { chrome }),
    },
    problems,
  }
}
