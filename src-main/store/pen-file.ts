import { gunzipSync } from 'node:zlib'
import * as v from 'valibot'
import { AppError } from '#learn/app-error.ts'
import type { OwnInk } from '#learn/ink/own-digit-pixels.ts'
import { inkFields, labelSchema, namesEachPointer, onePointerAStroke } from './own-digit-schema.ts'

export interface PenDigit extends OwnInk {
  label: number
  writer?: string
}

const penDigits = v.array(
  v.pipe(
    v.object({
      label: labelSchema,
      writer: v.exactOptional(v.union([v.string(), v.number()])),
      ...inkFields,
    }),
    v.check((digit) => namesEachPointer(digit), onePointerAStroke),
  ),
)

export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b
}

/** Of text: a hundred thousand digits, and no more than a string can hold. */
const mostBytes = 256 * 2 ** 20

/** A JSON list of digits with strokes, gzipped or not. */
export function readPenFile(name: string, bytes: Uint8Array): PenDigit[] {
  let content: unknown
  try {
    content = JSON.parse(
      new TextDecoder().decode(isGzip(bytes) ? gunzipSync(bytes, { maxOutputLength: mostBytes }) : bytes),
    )
  } catch (cause) {
    if ((cause as { code?: unknown }).code === 'ERR_BUFFER_TOO_LARGE') {
      throw new AppError('invalid-file', `${name} holds more than ${mostBytes >> 20} MB when unpacked.`, {
        hint: 'Split it into several files.',
        cause,
      })
    }
    throw new AppError('invalid-file', `${name} is not a JSON file: ${(cause as Error).message}.`, { cause })
  }
  const read = v.safeParse(penDigits, content)
  if (!read.success) {
    const [issue] = read.issues
    throw new AppError(
      'invalid-file',
      `${name} does not hold pen digits: at ${v.getDotPath(issue) ?? 'its top'}, ${issue.message}.`,
      {
        hint: 'It must be a list of {label, strokes: [[[x, y], ...], ...]}.',
      },
    )
  }
  return read.output.map(({ writer, ...digit }) => ({
    ...digit,
    ...(writer === undefined ? {} : { writer: String(writer) }),
  }))
}
