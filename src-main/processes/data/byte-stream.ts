import { open } from 'node:fs/promises'
import { pipeline } from 'node:stream'
import { crc32, createGunzip, createInflateRaw } from 'node:zlib'
import { AppError, throwIfStopped } from '#learn/app-error.ts'
import { fileError } from './file-error.ts'

const piece = 1 << 20

export interface ByteStreamOptions {
  signal?: AbortSignal
  /** Bytes read so far from the disk. */
  progress?: (bytes: number) => void
}

/** Bytes from `start` up to `end` of a file. */
export interface ByteRange {
  start: number
  end: number
}

/**
 * The bytes of a file, or of a part of it, in pieces of at most 1 MiB; while one is being worked on the next is read. A piece is
 * valid until the next is asked for. Every piece comes in a turn of its own, so calls that wait are answered in between.
 */
export async function* readPieces(
  path: string,
  { signal, progress, range }: ByteStreamOptions & { range?: ByteRange } = {},
): AsyncGenerator<Uint8Array> {
  const handle = await open(path).catch((cause: unknown) => {
    throw fileError(path, cause)
  })
  try {
    const start = range?.start ?? 0
    const size = (range?.end ?? (await handle.stat()).size) - start
    const buffers = [new Uint8Array(piece), new Uint8Array(piece)]
    const read = (turn: number, at: number) =>
      handle.read(buffers[turn % 2], 0, range === undefined ? piece : Math.min(piece, size - at), start + at)
    let done = 0
    let ahead = read(0, 0)
    for (let turn = 0; ; turn++) {
      const { bytesRead } = await ahead
      if (bytesRead === 0) break
      throwIfStopped(signal)
      done += bytesRead
      ahead = read(turn + 1, done)
      // An early end of the consumer leaves this read behind; its failure is nobody's business then.
      ahead.catch(() => undefined)
      yield buffers[turn % 2].subarray(0, bytesRead)
      progress?.(done)
    }
    if (done !== size) throw fileError(path, { code: 'CHANGED' })
  } catch (cause) {
    throw fileError(path, cause)
  } finally {
    await handle.close()
  }
}

const unpackers = {
  gzip: { create: createGunzip, name: 'gzip file' },
  deflate: { create: createInflateRaw, name: 'ZIP archive' },
}

export type Packing = keyof typeof unpackers

/** The bytes that were packed. */
export async function* unpackedPieces(packed: AsyncIterable<Uint8Array>, packing: Packing): AsyncGenerator<Uint8Array> {
  const { create, name } = unpackers[packing]
  const unpack = create({ chunkSize: piece })
  const pieces = async function* () {
    // zlib works on another thread while the buffer would be filled again.
    for await (const bytes of packed) yield bytes.slice()
  }
  pipeline(pieces, unpack, () => undefined)
  try {
    for await (const bytes of unpack) yield bytes as Uint8Array
  } catch (cause) {
    if (cause instanceof AppError) throw cause
    throw new AppError(
      'invalid-file',
      `The ${name} is damaged: ${cause instanceof Error ? cause.message : String(cause)}.`,
      {
        hint: 'It may be cut off; fetch it again.',
        cause,
      },
    )
  }
}

/** The same pieces; throws at the end when they are not those that were put into the archive. */
export async function* checkedPieces(pieces: AsyncIterable<Uint8Array>, expected: number): AsyncGenerator<Uint8Array> {
  let sum = 0
  for await (const bytes of pieces) {
    sum = crc32(bytes, sum)
    yield bytes
  }
  if (sum === expected) return
  throw new AppError('invalid-file', 'The ZIP archive is damaged: a checksum does not match.', {
    hint: 'Fetch it again.',
  })
}

/** All bytes at once. `mostOf` tells from the first piece how many there may be: a packed file can hold a thousand times its size. */
export async function collect(
  pieces: AsyncIterable<Uint8Array>,
  mostOf: (first: Uint8Array) => number,
): Promise<Uint8Array> {
  const all: Uint8Array[] = []
  let most = 0
  let length = 0
  for await (const bytes of pieces) {
    if (all.length === 0) most = mostOf(bytes)
    length += bytes.length
    if (length > most)
      throw new AppError('invalid-file', `The file holds more than the ${most} bytes that it promises.`)
    all.push(bytes.slice())
  }
  return Buffer.concat(all)
}
