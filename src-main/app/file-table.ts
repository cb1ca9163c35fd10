import { randomUUID } from 'node:crypto'
import { resolve } from 'node:path'
import { AppError } from '#learn/app-error.ts'
import type { FileId } from '#rpc/contract/dataset.ts'

/** Ids stand for paths towards the page, which can only name what it was given. */
export class FileTable {
  private readonly paths = new Map<FileId, string>()
  private readonly ids = new Map<string, FileId>()

  idOf(path: string): FileId {
    const absolute = resolve(path)
    const known = this.ids.get(absolute)
    if (known !== undefined) return known
    const id = randomUUID()
    this.ids.set(absolute, id)
    this.paths.set(id, absolute)
    return id
  }

  pathOf(id: FileId): string {
    const path = this.paths.get(id)
    if (path === undefined) throw new AppError('not-found', 'This file is not known.', { hint: 'Choose it again.' })
    return path
  }
}
