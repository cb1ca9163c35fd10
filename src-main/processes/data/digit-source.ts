import { open, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { AppError } from '#learn/app-error.ts'
import { looksLikeIdx } from '#learn/datasets/idx-reader.ts'
import { gunzipPieces, readPieces, type ByteStreamOptions } from './byte-stream.ts'
import { fileError } from './file-error.ts'

/** A file, unpacked or not, and what is in it. */
export interface SourceFile {
  path: string
  bytes: number
  packed: 'gzip' | null
  kind: 'table' | 'idx'
}

/** Looks at the first bytes; names and endings are not trusted. */
export async function lookAt(path: string): Promise<SourceFile> {
  const bytes = await sizeOf(path)
  const head = await readHead(path)
  if (bytes === 0)
    throw new AppError('invalid-file', `The file ${basename(path)} is empty: line 1, column 1 holds nothing.`, {
      hint: 'Choose a CSV file with one digit a row.',
    })
  if (head[0] === 0x50 && head[1] === 0x4b && head[2] === 3 && head[3] === 4) {
    throw new AppError('unsupported', `The file ${basename(path)} is a ZIP archive.`, {
      hint: 'Unpack it and open the CSV file that is in it.',
    })
  }
  const packed = head[0] === 0x1f && head[1] === 0x8b ? 'gzip' : null
  const first = packed === null ? head : await firstPiece(gunzipPieces(path))
  return { path, bytes, packed, kind: looksLikeIdx(first) ? 'idx' : 'table' }
}

/** The bytes inside, whatever they are packed in. */
export function piecesOf(file: SourceFile, options: ByteStreamOptions = {}): AsyncGenerator<Uint8Array> {
  return file.packed === 'gzip' ? gunzipPieces(file.path, options) : readPieces(file.path, options)
}

/** IDX keeps pictures and labels in two files; the other one is known by its name. */
export async function idxPartner(path: string): Promise<string | null> {
  const name = basename(path)
  const swapped = /images/i.test(name)
    ? name.replace(/images/i, 'labels').replace(/idx3/i, 'idx1')
    : name.replace(/labels/i, 'images').replace(/idx1/i, 'idx3')
  if (swapped === name) return null
  const bare = swapped.replace(/\.gz$/i, '')
  for (const candidate of [swapped, bare, `${bare}.gz`]) {
    const there = join(dirname(path), candidate)
    if ((await stat(there).catch(() => null))?.isFile() === true) return there
  }
  return null
}

async function sizeOf(path: string): Promise<number> {
  try {
    const status = await stat(path)
    if (status.isDirectory()) throw fileError(path, { code: 'EISDIR' })
    if (!status.isFile())
      throw new AppError('invalid-file', `${basename(path)} is no ordinary file.`, { hint: 'Choose a CSV file.' })
    return status.size
  } catch (cause) {
    throw fileError(path, cause)
  }
}

async function readHead(path: string): Promise<Uint8Array> {
  try {
    const handle = await open(path)
    try {
      const head = new Uint8Array(16)
      const { bytesRead } = await handle.read(head, 0, head.length, 0)
      return head.subarray(0, bytesRead)
    } finally {
      await handle.close()
    }
  } catch (cause) {
    throw fileError(path, cause)
  }
}

async function firstPiece(pieces: AsyncGenerator<Uint8Array>): Promise<Uint8Array> {
  try {
    for await (const bytes of pieces) return bytes.slice(0, 16)
    return new Uint8Array(0)
  } finally {
    await pieces.return(undefined)
  }
}
