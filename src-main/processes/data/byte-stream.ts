import { open } from 'node:fs/promises'
import { pipeline } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { AppError, throwIfStopped } from '#learn/app-error.ts'
import { fileError } from './file-error.ts'

const piece = 1 << 20

export interface ByteStreamOptions {
  signal?: AbortSignal
  /** Bytes read so far from the disk. */
  progress?: (bytes: number) => void
}

/**
 * The bytes of a file in pieces of at most 1 MiB; while one is being worked on the next is read. A piece is valid until the next is asked for.
 * Every piece comes in a turn of its own, so calls that wait are answered in between.
 */
export async function* readPieces(
  path: string,
  { signal, progress }: ByteStreamOptions = {},
): AsyncGenerator<Uint8Array> {
  const handle = await open(path).catch((cause: unknown) => {
    throw fileError(path, cause)
  })
  try {
    const { size } = await handle.stat()
    const buffers = [new Uint8Array(piece), new Uint8Array(piece)]
    const read = (turn: number) => handle.read(buffers[turn % 2], 0, piece, null)
    let done = 0
    let ahead = read(0)
    for (let turn = 0; ; turn++) {
      const { bytesRead } = await ahead
      if (bytesRead === 0) break
      throwIfStopped(signal)
      ahead = read(turn + 1)
      // An early end of the consumer leaves this read behind; its failure is nobody's business then.
      ahead.catch(() => undefined)
      done += bytesRead
      yield buffers[turn % 2].subarray(0, bytesRead)
      progress?.(done)
    }
    if (done !== size) throw changed(path)
  } catch (cause) {
    throw fileError(path, cause)
  } finally {
    await handle.close()
  }
}

/** The decompressed bytes of a gzip file. */
export async function* gunzipPieces(path: string, options: ByteStreamOptions = {}): AsyncGenerator<Uint8Array> {
  const gunzip = createGunzip({ chunkSize: piece })
  const pieces = async function* () {
    // zlib works on another thread while the buffer would be filled again.
    for await (const bytes of readPieces(path, options)) yield bytes.slice()
  }
  pipeline(pieces, gunzip, () => undefined)
  try {
    for await (const bytes of gunzip) yield bytes as Uint8Array
  } catch (cause) {
    if (cause instanceof AppError) throw cause
    throw new AppError(
      'invalid-file',
      `The gzip file is damaged: ${cause instanceof Error ? cause.message : String(cause)}.`,
      {
        hint: 'It may be cut off; fetch it again.',
        cause,
      },
    )
  }
}

export async function collect(pieces: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const all: Uint8Array[] = []
  for await (const bytes of pieces) all.push(bytes.slice())
  return Buffer.concat(all)
}

function changed(path: string): AppError {
  return fileError(path, { code: 'CHANGED' })
}
