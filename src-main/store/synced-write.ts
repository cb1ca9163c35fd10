import { randomUUID } from 'node:crypto'
import { open, rename, rm, type FileHandle } from 'node:fs/promises'
import { dirname } from 'node:path'

/** Writes the parts one after another and waits until they are on the disk. */
export async function writeParts(path: string, parts: Uint8Array[]): Promise<void> {
  const handle = await open(path, 'w')
  try {
    for (const part of parts) await writeAll(handle, part)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

const atWork = new Map<string, Promise<void>>()

/** The file holds what it held or all of the text, whatever happens on the way; of two calls at once the later one stays. */
export function writeAtomically(path: string, text: string): Promise<void> {
  const before = atWork.get(path) ?? Promise.resolve()
  const mine = before.catch(() => undefined).then(() => replace(path, text))
  atWork.set(path, mine)
  return mine.finally(() => {
    if (atWork.get(path) === mine) atWork.delete(path)
  })
}

async function replace(path: string, text: string): Promise<void> {
  const unfinished = `${path}.${randomUUID()}.new`
  try {
    await writeParts(unfinished, [Buffer.from(text)])
    await rename(unfinished, path)
  } catch (cause) {
    await rm(unfinished, { force: true }).catch(() => undefined)
    throw cause
  }
  await syncFolder(dirname(path))
}

/** At the end of a file, which is made where there is none: all of the text, or nothing of it. Gives the length before. */
export async function appendSynced(path: string, text: string): Promise<number> {
  const handle = await open(path, 'a')
  try {
    const { size } = await handle.stat()
    try {
      await writeAll(handle, Buffer.from(text))
      await handle.sync()
    } catch (cause) {
      // Half a line would swallow the next one.
      await handle.truncate(size)
      throw cause
    }
    return size
  } finally {
    await handle.close()
  }
}

/** A rename lasts only when the folder is synced too. Windows cannot open folders; there the file system journals it. */
export async function syncFolder(path: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(path, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** A disk that is nearly full takes less than it is given, and only then fails. */
async function writeAll(handle: FileHandle, part: Uint8Array): Promise<void> {
  let at = 0
  while (at < part.byteLength) at += (await handle.write(part, at, part.byteLength - at)).bytesWritten
}
