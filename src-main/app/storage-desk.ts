import { AppError } from '#learn/app-error.ts'
import type { AppApi } from '#rpc/contract/app-api.ts'
import type { Handlers } from '#rpc/contract/remote.ts'
import { deleteDataset, listDatasets } from '#store/stored-datasets.ts'
import type { JobQueue } from './job-queue.ts'
import type { RunShelf } from './run-shelf.ts'
import type { SessionKeeper } from './session-keeper.ts'

export interface StorageDeskOptions {
  dataFolder: string
  keeper: SessionKeeper
  queue: JobQueue
  shelf: RunShelf
}

/** What lies in the data folder, for people who want to see it and make room. */
export function createStorageDesk({
  dataFolder,
  keeper,
  queue,
  shelf,
}: StorageDeskOptions): Pick<Handlers<AppApi>, 'storedDatasets' | 'deleteDataset' | 'storedRuns'> {
  const isOpen = (dataset: string) => keeper.session.train?.id === dataset || keeper.session.test?.id === dataset
  const isTrainedOn = (dataset: string) =>
    queue.underWay().some(({ spec }) => spec.train === dataset || spec.test === dataset)
  const runsWith = (dataset: string) =>
    shelf.list().filter(({ spec }) => spec.train === dataset || spec.test === dataset).length

  return {
    async storedDatasets() {
      const datasets = await listDatasets(dataFolder)
      return datasets.map((each) => ({ ...each, open: isOpen(each.dataset), runs: runsWith(each.dataset) }))
    },
    async deleteDataset({ dataset }) {
      if (isOpen(dataset))
        throw new AppError('invalid-argument', 'These digits are open.', { hint: 'Close them first.' })
      if (isTrainedOn(dataset))
        throw new AppError('invalid-argument', 'A job is using these digits.', { hint: 'Wait until it ends.' })
      await deleteDataset(dataFolder, dataset)
    },
    storedRuns: () => shelf.stored(),
  }
}
