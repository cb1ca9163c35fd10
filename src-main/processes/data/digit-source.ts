import { open, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { AppError } from '#learn/app-error.ts'
import { idxPartnerNames } from '#learn/datasets/idx-names.ts'
import { looksLikeIdx } from '#learn/datasets/idx-reader.ts'
import {
  checkedPieces,
  readPieces,
  unpackedPieces,
  type ByteRange,
  type ByteStreamOptions,
  type Packing,
} from './byte-stream.ts'
import { fileError } from './file-error.ts'
import { zipMemberRange, type ZipMember } from './zip-members.ts'

/** Bytes of digits, wherever they lie: a file, unpacked or not, or a member of an archive. */
export interface SourceFile {
  path: string
  /** Of the member, where it is one. */
  name: string
  /** On the disk: of these digits, and of the whole file. */
  bytes: number
  fileBytes: number
  range: ByteRange | null
  /** Of a member, as the archive says. */
  crc32: number | null
  /** Outermost first. */
  packing: Packing[]
  kind: 'table' | 'idx'
  /** How it is packed, for people. */
  words: string[]
}

/** Looks at the first bytes; names and endings are not trusted. `name`: what people call it. */
export async function lookAt(path: string, name = basename(path)): Promise<SourceFile | 'archive'> {
  const bytes = await sizeOf(path)
  const head = await readHead(path)
  if (bytes === 0) throw emptyFile(name)
  if (head[0] === 0x50 && head[1] === 0x4b && head[2] === 3 && head[3] === 4) return 'archive'
  return recognised({
    path,
    name,
    bytes,
    fileBytes: bytes,
    range: null,
    crc32: null,
    packing: [],
    kind: 'table',
    words: [],
  })
}

export async function lookAtMember(path: string, member: ZipMember): Promise<SourceFile> {
  const name = basename(member.name)
  if (member.bytes === 0) throw emptyFile(name)
  const range = await zipMemberRange(path, member)
  return recognised({
    path,
    name,
    bytes: member.packedBytes,
    fileBytes: await sizeOf(path),
    range,
    crc32: member.crc32,
    packing: member.method === 8 ? ['deflate'] : [],
    kind: 'table',
    words: [`${name} of a ZIP archive`],
  })
}

/** The bytes inside, whatever they are packed in. */
export function piecesOf(
  { path, range, packing, crc32 }: SourceFile,
  options: ByteStreamOptions = {},
): AsyncGenerator<Uint8Array> {
  const packed = readPieces(path, { ...options, ...(range === null ? {} : { range }) })
  // The archive's own packing is the outermost; its checksum is of what was in there.
  const deflated = packing[0] === 'deflate'
  const member = deflated ? unpackedPieces(packed, 'deflate') : packed
  const checked = crc32 === null ? member : checkedPieces(member, crc32)
  return packing.slice(deflated ? 1 : 0).reduce(unpackedPieces, checked)
}

/** The other file of an IDX pair, known by its name, in the same folder. */
export async function idxPartner(path: string): Promise<string | null> {
  for (const candidate of idxPartnerNames(basename(path))) {
    const there = join(dirname(path), candidate)
    if ((await stat(there).catch(() => null))?.isFile() === true) return there
  }
  return null
}

async function recognised(file: SourceFile): Promise<SourceFile> {
  const head = await firstPiece(piecesOf(file))
  if (head[0] === 0x1f && head[1] === 0x8b && !file.packing.includes('gzip'))
    return recognised({ ...file, packing: [...file.packing, 'gzip'], words: [...file.words, 'gzip'] })
  return { ...file, kind: looksLikeIdx(head) ? 'idx' : 'table' }
}

function emptyFile(name: string): AppError {
  return new AppError('invalid-file', `The file ${name} is empty: line 1, column 1 holds nothing.`, {
    hint: 'Choose a CSV file with one digit a row.',
  })
}

async function sizeOf(path: string): Promise<number> {
  try {
    const status = await stat(path)
    if (status.isDirectory()) throw fileError(path, { code: 'EISDIR' })
    if (!status.isFile())
      throw new AppError('invalid-file', `${basename(path)} is not a regular file.`, { hint: 'Choose a CSV file.' })
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
