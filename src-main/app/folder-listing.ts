import { readdir, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { AppError } from '#learn/app-error.ts'
import type { FileEntry, FolderListing } from '#rpc/contract/dataset.ts'
import type { FileTable } from './file-table.ts'

const mostEntries = 5000

/** What the in-page file browser shows: no hidden files, folders first, names in a person's order. */
export async function listFolder(folder: string, files: FileTable): Promise<FolderListing> {
  const names = await readdir(folder).catch((cause: unknown) => {
    throw new AppError('file-unreadable', `The folder ${folder} cannot be opened.`, {
      hint: 'It may be gone or protected; choose another.',
      cause,
    })
  })
  const shown = names.filter((name) => !name.startsWith('.')).slice(0, mostEntries)
  const entries = (await Promise.all(shown.map((name) => entryOf(join(folder, name), name, files)))).filter(
    (entry) => entry !== null,
  )
  const order = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' })
  entries.sort((a, b) => (a.kind === b.kind ? order.compare(a.name, b.name) : a.kind === 'folder' ? -1 : 1))
  const above = dirname(folder)
  return { path: folder, parent: above === folder ? null : files.idOf(above), entries }
}

/** null for what is neither file nor folder, and for links that lead nowhere. */
async function entryOf(path: string, name: string, files: FileTable): Promise<FileEntry | null> {
  const status = await stat(path).catch(() => null)
  if (status === null || !(status.isFile() || status.isDirectory())) return null
  const kind = status.isDirectory() ? 'folder' : 'file'
  return { id: files.idOf(path), name, kind, bytes: kind === 'file' ? status.size : 0, modified: status.mtimeMs }
}
