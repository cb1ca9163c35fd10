import { open, type FileHandle } from 'node:fs/promises'
import { AppError } from '#learn/app-error.ts'
import { fileError } from './file-error.ts'

export interface ZipMember {
  name: string
  /** Packed, as it lies in the archive. */
  packedBytes: number
  bytes: number
  method: number
  encrypted: boolean
  /** Of the bytes that were packed. */
  crc32: number
  /** Of its local header. */
  offset: number
}

const endRecord = 0x06054b50
const centralEntry = 0x02014b50
const localEntry = 0x04034b50
const endRecordBytes = 22
const longestComment = 0xffff
/** In place of a size or an offset: the archive has the 64-bit form. */
const elsewhere = 0xffffffff

/** The table of contents, which stands at the end of a ZIP archive. */
export async function readZipMembers(path: string): Promise<ZipMember[]> {
  const handle = await open(path).catch((cause: unknown) => {
    throw fileError(path, cause)
  })
  try {
    const { size } = await handle.stat()
    const tail = await readAt(handle, Math.max(0, size - endRecordBytes - longestComment), size)
    let end = tail.length - endRecordBytes
    while (end >= 0 && tail.readUInt32LE(end) !== endRecord) end--
    if (end < 0) throw damaged('its table of contents is missing')
    const [count, length, offset] = [
      tail.readUInt16LE(end + 10),
      tail.readUInt32LE(end + 12),
      tail.readUInt32LE(end + 16),
    ]
    if (offset === elsewhere || count === 0xffff) throw tooLarge()
    if (offset + length > size) throw damaged('its table of contents is cut off')
    const table = await readAt(handle, offset, offset + length)
    const members: ZipMember[] = []
    for (let i = 0, at = 0; i < count; i++) {
      if (at + 46 > table.length || table.readUInt32LE(at) !== centralEntry)
        throw damaged('its table of contents cannot be read')
      const nameLength = table.readUInt16LE(at + 28)
      const member = {
        name: table.toString('utf8', at + 46, at + 46 + nameLength),
        packedBytes: table.readUInt32LE(at + 20),
        bytes: table.readUInt32LE(at + 24),
        method: table.readUInt16LE(at + 10),
        crc32: table.readUInt32LE(at + 16),
        encrypted: (table.readUInt16LE(at + 8) & 1) === 1,
        offset: table.readUInt32LE(at + 42),
      }
      if (member.offset === elsewhere || member.packedBytes === elsewhere) throw tooLarge()
      members.push(member)
      at += 46 + nameLength + table.readUInt16LE(at + 30) + table.readUInt16LE(at + 32)
    }
    return members
  } finally {
    await handle.close()
  }
}

/** Where the packed bytes of a member begin and end in the archive. */
export async function zipMemberRange(path: string, member: ZipMember): Promise<{ start: number; end: number }> {
  if (member.encrypted)
    throw new AppError('unsupported', `${member.name} in the ZIP archive is encrypted.`, {
      hint: 'Unpack the archive with its password, then open the file.',
    })
  if (member.method !== 0 && member.method !== 8)
    throw new AppError(
      'unsupported',
      `${member.name} in the ZIP archive is packed in an unusual way (method ${member.method}).`,
      {
        hint: 'Unpack the archive, then open the file.',
      },
    )
  const handle = await open(path).catch((cause: unknown) => {
    throw fileError(path, cause)
  })
  try {
    const header = await readAt(handle, member.offset, member.offset + 30)
    if (header.readUInt32LE(0) !== localEntry) throw damaged(`${member.name} is not where it should be`)
    const start = member.offset + 30 + header.readUInt16LE(26) + header.readUInt16LE(28)
    return { start, end: start + member.packedBytes }
  } finally {
    await handle.close()
  }
}

async function readAt(handle: FileHandle, from: number, to: number): Promise<Buffer> {
  const bytes = Buffer.alloc(to - from)
  const { bytesRead } = await handle.read(bytes, 0, bytes.length, from)
  if (bytesRead < bytes.length) throw damaged('it is cut off')
  return bytes
}

function damaged(why: string): AppError {
  return new AppError('invalid-file', `The ZIP archive is damaged: ${why}.`, {
    hint: 'It may be cut off; fetch it again.',
  })
}

function tooLarge(): AppError {
  return new AppError('unsupported', 'The ZIP archive is larger than 4 GB.', {
    hint: 'Unpack it and open the file that is in it.',
  })
}
