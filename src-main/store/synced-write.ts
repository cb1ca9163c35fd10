import { open } from 'node:fs/promises'

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

async function writeAll(handle: Awaited<ReturnType<typeof open>>, part: Uint8Array): Promise<void> {
  let at = 0
  while (at < part.byteLength) at += (await handle.write(part, at, part.byteLength - at)).bytesWritten
}
