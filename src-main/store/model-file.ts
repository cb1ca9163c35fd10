import { createHash } from 'node:crypto'
import { AppError } from '#learn/app-error.ts'
import { joinArrays, splitArrays, type ArrayEntry, type StoredArray } from './lifted-arrays.ts'

/**
 * Layout of model.bin: magic (8 bytes), version (u32), header length (u32), header (UTF-8 JSON), then every array at the next
 * multiple of 64 bytes. All numbers are little-endian.
 */
const magic = new Uint8Array([0x44, 0x57, 0x4d, 0x4f, 0x44, 0x45, 0x4c, 0x0a]) // "DWMODEL\n"
const version = 1
const preamble = 16
const step = 64

interface Header {
  value: unknown
  arrays: ArrayEntry[]
}

const roundUp = (bytes: number) => Math.ceil(bytes / step) * step

/** Plain data with typed arrays anywhere in it, as the parts of a file in order. An array that occurs twice is stored once. */
export function encodeModel(model: unknown): Uint8Array[] {
  const { value, arrays } = splitArrays(model)
  const entries: ArrayEntry[] = []
  let offset = 0
  for (const { type, bytes, length } of arrays) {
    entries.push({ type, length, offset })
    offset = roundUp(offset + bytes.byteLength)
  }
  const header = new TextEncoder().encode(JSON.stringify({ value, arrays: entries } satisfies Header))
  const start = roundUp(preamble + header.length)
  const head = new Uint8Array(start)
  head.set(magic)
  const view = new DataView(head.buffer)
  view.setUint32(8, version, true)
  view.setUint32(12, header.length, true)
  head.set(header, preamble)
  return [head, ...arrays.flatMap(({ bytes }) => [bytes, new Uint8Array(roundUp(bytes.byteLength) - bytes.byteLength)])]
}

/** The arrays of the answer are views of `file`, which must start at its buffer's first byte. */
export function decodeModel(file: Uint8Array): unknown {
  if (file.length < preamble || magic.some((byte, i) => file[i] !== byte))
    throw damaged('does not start as a model file does')
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength)
  const found = view.getUint32(8, true)
  if (found > version) {
    throw new AppError(
      'too-new',
      `The model was written by a later version of this application (form ${found}; this one knows ${version}).`,
      {
        hint: 'Update the application, or train the model again.',
      },
    )
  }
  const length = view.getUint32(12, true)
  if (preamble + length > file.length) throw damaged('ends in the middle of its header')
  const header = parseHeader(file.subarray(preamble, preamble + length))
  const start = roundUp(preamble + length)
  return joinArrays(
    header.value,
    header.arrays.map((entry) => readArray(file, start, entry)),
  )
}

export function sha256OfParts(parts: Uint8Array[]): string {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest('hex')
}

function parseHeader(bytes: Uint8Array): Header {
  try {
    const header = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as Partial<Header> | null
    if (header !== null && Array.isArray(header.arrays) && 'value' in header) return header as Header
  } catch (cause) {
    throw damaged('has an unreadable header', cause)
  }
  throw damaged('has an unreadable header')
}

const constructors = {
  Uint8Array,
  Int8Array,
  Uint16Array,
  Int16Array,
  Uint32Array,
  Int32Array,
  Float32Array,
  Float64Array,
} as const

function readArray(file: Uint8Array, start: number, { type, length, offset }: ArrayEntry): StoredArray {
  const Constructor = constructors[type]
  if (Constructor === undefined) throw damaged(`names an unknown kind of array, ${String(type)}`)
  const at = start + offset
  const sound =
    Number.isInteger(length) && Number.isInteger(offset) && length >= 0 && offset >= 0 && offset % step === 0
  if (!sound || at + length * Constructor.BYTES_PER_ELEMENT > file.length) throw damaged('ends before its last array')
  return new Constructor(file.buffer as ArrayBuffer, file.byteOffset + at, length)
}

function damaged(what: string, cause?: unknown): AppError {
  return new AppError('damaged', `The model file ${what}.`, { hint: 'Delete this run and train it again.', cause })
}
