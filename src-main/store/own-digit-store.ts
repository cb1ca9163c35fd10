import { mkdir, readdir, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import * as v from 'valibot'
import { AppError } from '#learn/app-error.ts'
import type { OwnDigit } from '#rpc/contract/own.ts'
import { ownFolder, ownSetFile } from './data-folder.ts'
import { diskError, systemCode } from './disk-error.ts'
import { ownDigitSchema } from './own-digit-schema.ts'
import { appendSynced, syncFolder, writeAtomically } from './synced-write.ts'

export interface OwnDigitsRead {
  digits: OwnDigit[]
  /** Lines that are no digit: a torn last one after a crash, or damage. */
  broken: string[]
  /** The last line is whole. */
  ended: boolean
}

const namePattern = /^[\p{L}\p{N}][\p{L}\p{N} _-]{0,59}$/u
const reserved = /^(con|prn|aux|nul|com\d|lpt\d)$/i

/** Names of sets become names of folders, on every platform. */
export function checkSetName(set: string): void {
  if (namePattern.test(set) && !set.endsWith(' ') && !reserved.test(set)) return
  throw new AppError('invalid-argument', `A set of own digits cannot be called ${JSON.stringify(set)}.`, {
    hint: 'Use letters, digits, spaces, hyphens and underscores, at most 60.',
  })
}

export async function ownSetNames(dataFolder: string): Promise<string[]> {
  try {
    const entries = await readdir(ownFolder(dataFolder), { withFileTypes: true })
    return entries.flatMap((entry) => (entry.isDirectory() && namePattern.test(entry.name) ? [entry.name] : [])).sort()
  } catch (cause) {
    if (systemCode(cause) === 'ENOENT') return []
    throw diskError('Listing your own digits', cause)
  }
}

/** Reads without mending anything: other processes may do it while the core writes. A missing set has no digits. */
export async function readOwnDigits(dataFolder: string, set: string): Promise<OwnDigitsRead> {
  checkSetName(set)
  let text: string
  try {
    text = await readFile(ownSetFile(dataFolder, set), 'utf8')
  } catch (cause) {
    if (systemCode(cause) === 'ENOENT') return { digits: [], broken: [], ended: true }
    throw diskError(`Reading your digits "${set}"`, cause)
  }
  const read: OwnDigitsRead = { digits: [], broken: [], ended: text === '' || text.endsWith('\n') }
  for (const line of text.split('\n')) {
    if (line.trim() === '') continue
    const digit = parsed(line)
    if (digit === null) read.broken.push(line)
    else read.digits.push(digit)
  }
  return read
}

/** Puts lines that are no digit into a file beside, so that the next digit begins a line of its own. Gives a sentence when it did. */
export async function mendOwnDigits(
  dataFolder: string,
  set: string,
): Promise<{ digits: OwnDigit[]; problem: string | null }> {
  const { digits, broken, ended } = await readOwnDigits(dataFolder, set)
  if (broken.length === 0 && ended) return { digits, problem: null }
  const path = ownSetFile(dataFolder, set)
  try {
    if (broken.length > 0) {
      await writeAtomically(join(dirname(path), `set-aside-${Date.now()}.txt`), broken.join('\n'))
    }
    await writeOwnDigits(dataFolder, set, digits)
  } catch (cause) {
    throw diskError(`Mending your digits "${set}"`, cause)
  }
  const lines = broken.length === 1 ? 'One line' : `${broken.length} lines`
  return {
    digits,
    problem: broken.length === 0 ? null : `${lines} of your digits "${set}" could not be read and were set aside.`,
  }
}

/** Returns when the digits are on the disk; when it fails, none of them is. The file must end with a whole line. */
export async function appendOwnDigits(dataFolder: string, set: string, digits: OwnDigit[]): Promise<void> {
  checkSetName(set)
  const path = ownSetFile(dataFolder, set)
  try {
    await mkdir(dirname(path), { recursive: true })
    const before = await appendSynced(path, lines(digits))
    if (before > 0) return
    for (const folder of [dirname(path), ownFolder(dataFolder), dataFolder]) await syncFolder(folder)
  } catch (cause) {
    throw diskError('Keeping your digit', cause)
  }
}

/** All at once or not at all. */
export async function writeOwnDigits(dataFolder: string, set: string, digits: OwnDigit[]): Promise<void> {
  try {
    await writeAtomically(ownSetFile(dataFolder, set), lines(digits))
  } catch (cause) {
    throw diskError(`Writing your digits "${set}"`, cause)
  }
}

function lines(digits: OwnDigit[]): string {
  return digits.map((digit) => `${JSON.stringify(digit)}\n`).join('')
}

function parsed(line: string): OwnDigit | null {
  try {
    const read = v.safeParse(ownDigitSchema, JSON.parse(line))
    return read.success ? read.output : null
  } catch {
    return null
  }
}
