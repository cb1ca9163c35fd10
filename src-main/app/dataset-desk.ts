import { randomUUID } from 'node:crypto'
import { homedir } from 'node:os'
import { basename, dirname, sep } from 'node:path'
import { hasCode, throwIfStopped } from '#learn/app-error.ts'
import type { Host } from '#hosts/host.ts'
import type { AppApi, DatasetOpening } from '#rpc/contract/app-api.ts'
import type { DataApi, FileOpening } from '#rpc/contract/data-api.ts'
import type { FolderListing, Part, RecentFile } from '#rpc/contract/dataset.ts'
import type { Handlers, Remote } from '#rpc/contract/remote.ts'
import { fittingParts } from './fitting-parts.ts'
import type { FileTable } from './file-table.ts'
import { listFolder } from './folder-listing.ts'
import type { SessionKeeper } from './session-keeper.ts'

type DatasetCalls =
  | 'session'
  | 'pickFile'
  | 'listFolder'
  | 'recentFiles'
  | 'forgetRecentFile'
  | 'beginUpload'
  | 'uploadFrame'
  | 'endUpload'
  | 'cancelUpload'
  | 'openDataset'
  | 'closeDataset'
  | 'datasetStatistics'
  | 'repeatedDigits'
  | 'samplePage'

type OpenArgument = Parameters<Handlers<AppApi>['openDataset']>[0]

export interface DatasetDeskOptions {
  host: Host
  data: Remote<DataApi>
  files: FileTable
  keeper: SessionKeeper
}

/** Everything the page can do with files and digits. */
export function createDatasetDesk({
  host,
  data,
  files,
  keeper,
}: DatasetDeskOptions): Pick<Handlers<AppApi>, DatasetCalls> {
  /** One opening a part: a second one takes the place of the first. */
  const opening = new Map<Part, AbortController>()

  async function openParts(argument: OpenArgument, signal: AbortSignal): Promise<DatasetOpening> {
    const { part, source, answers } = argument
    if (source.kind === 'sample') {
      const { train, test } = await data.openSample(undefined, { signal })
      return { kind: 'opened', session: await keeper.open({ train, test }) }
    }
    if (source.kind === 'upload') {
      const { upload, labels } = source
      return show(argument, await data.openUpload({ part, upload, labels, answers }, { signal }), signal)
    }
    const path = files.pathOf(source.file)
    const opening = await data.openFile({ part, path, answers }, { signal })
    const shown = await show(argument, opening, signal)
    if (shown.kind === 'opened') await keeper.remember(path, part, dirname(path))
    return shown
  }

  async function show({ part, replacing = false }: OpenArgument, opening: FileOpening, signal: AbortSignal) {
    if (opening.kind === 'question') return opening
    throwIfStopped(signal)
    const parts = fittingParts(keeper.session, part, opening.summary, replacing)
    return { kind: 'opened' as const, session: await keeper.open(parts) }
  }

  const recentFiles = (): RecentFile[] =>
    keeper.recent.map(({ path, opened, part }) => ({
      id: files.idOf(path),
      name: basename(path),
      location: shortened(dirname(path)),
      opened,
      part,
    }))

  return {
    session: () => keeper.session,

    async pickFile({ part }) {
      const path = await host.pickFile({ part, folder: keeper.lastFolder })
      return path === null ? null : files.idOf(path)
    },

    async listFolder({ folder }): Promise<FolderListing> {
      if (folder !== undefined) {
        const path = files.pathOf(folder)
        const listing = await listFolder(path, files)
        await keeper.visit(path)
        return listing
      }
      if (keeper.lastFolder !== null) {
        try {
          return await listFolder(keeper.lastFolder, files)
        } catch (error) {
          if (!hasCode(error, 'file-unreadable')) throw error
        }
      }
      return listFolder(homedir(), files)
    },

    recentFiles,
    async forgetRecentFile({ file }) {
      await keeper.forget(files.pathOf(file))
      return recentFiles()
    },

    async beginUpload({ name, bytes }) {
      const upload = randomUUID()
      await data.beginUpload({ upload, name: basename(name), bytes })
      return upload
    },
    uploadFrame: (argument) => data.uploadFrame(argument),
    endUpload: (argument) => data.endUpload(argument),
    cancelUpload: (argument) => data.cancelUpload(argument),

    async openDataset(argument, { signal }) {
      const { part } = argument
      const mine = new AbortController()
      opening.get(part)?.abort()
      opening.set(part, mine)
      try {
        return await openParts(argument, AbortSignal.any([signal, mine.signal]))
      } finally {
        if (opening.get(part) === mine) opening.delete(part)
      }
    },
    closeDataset({ part }) {
      opening.get(part)?.abort()
      return keeper.open({ [part]: null })
    },

    datasetStatistics: (argument, options) => data.statistics(argument, options),
    repeatedDigits: (argument, options) => data.repeatedDigits(argument, options),
    samplePage: (argument, options) => data.samplePage(argument, options),
  }
}

function shortened(folder: string): string {
  const home = homedir()
  return folder === home || folder.startsWith(home + sep) ? `~${folder.slice(home.length)}` : folder
}
