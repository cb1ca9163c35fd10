import { rmSync } from 'node:fs'
import { mkdir, open, rm, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '#learn/app-error.ts'
import { uploadsFolder } from '#store/data-folder.ts'
import { diskError } from '#store/disk-error.ts'

interface Upload {
  path: string
  name: string
  bytes: number
  received: number
  handle: FileHandle | null
}

/** Files on their way from a browser, kept on the disk until they are opened; a frame is answered when it is written. */
export class UploadSpool {
  private readonly folder: string
  private readonly uploads = new Map<string, Upload>()

  constructor(dataFolder: string) {
    this.folder = uploadsFolder(dataFolder)
    process.once('exit', () => {
      for (const { path } of this.uploads.values()) rmSync(path, { force: true })
    })
  }

  async begin(upload: string, name: string, bytes: number): Promise<void> {
    const path = join(this.folder, upload)
    try {
      await mkdir(this.folder, { recursive: true })
      this.uploads.set(upload, { path, name, bytes, received: 0, handle: await open(path, 'wx') })
    } catch (cause) {
      throw diskError('Receiving the file', cause)
    }
  }

  async frame(upload: string, bytes: Uint8Array): Promise<void> {
    const entry = this.find(upload)
    if (entry.handle === null) throw new AppError('invalid-argument', `${entry.name} has been received already.`)
    const at = entry.received
    entry.received += bytes.byteLength
    if (entry.received > entry.bytes) {
      await this.remove(upload)
      throw new AppError('invalid-file', `${entry.name} is longer than announced: ${entry.bytes} bytes.`, {
        hint: 'Choose it again.',
      })
    }
    try {
      // A disk that is nearly full takes less than it is given.
      for (let done = 0; done < bytes.byteLength;)
        done += (await entry.handle.write(bytes, done, bytes.byteLength - done, at + done)).bytesWritten
    } catch (cause) {
      await this.remove(upload)
      throw diskError('Receiving the file', cause)
    }
  }

  async end(upload: string): Promise<void> {
    const entry = this.find(upload)
    await entry.handle?.close()
    entry.handle = null
    if (entry.received !== entry.bytes) {
      await this.remove(upload)
      throw new AppError('invalid-file', `Only ${entry.received} of ${entry.bytes} bytes of ${entry.name} arrived.`, {
        hint: 'Choose it again.',
      })
    }
  }

  /** Where a received file lies. */
  complete(upload: string): { path: string; name: string } {
    const { path, name, handle } = this.find(upload)
    if (handle !== null) throw new AppError('invalid-argument', `${name} has not been received whole yet.`)
    return { path, name }
  }

  async remove(upload: string): Promise<void> {
    const entry = this.uploads.get(upload)
    this.uploads.delete(upload)
    if (entry === undefined) return
    await entry.handle?.close().catch(() => undefined)
    await rm(entry.path, { force: true })
  }

  private find(upload: string): Upload {
    const entry = this.uploads.get(upload)
    if (entry === undefined)
      throw new AppError('not-found', 'This upload no longer exists.', { hint: 'Choose the file again.' })
    return entry
  }
}
