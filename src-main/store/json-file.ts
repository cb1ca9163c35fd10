import { mkdir, readFile, rename } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import * as v from 'valibot'
import { diskError, systemCode } from './disk-error.ts'
import { writeAtomically } from './synced-write.ts'

export interface JsonRead<T> {
  value: T
  /** A sentence when the file could not be read, or was damaged and set aside. */
  problem: string | null
}

/** A missing file gives the fallback; a damaged one is renamed, so that nothing is lost and nothing stands in the way. */
export async function readJson<T>(
  path: string,
  schema: v.GenericSchema<unknown, T>,
  fallback: T,
): Promise<JsonRead<T>> {
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (cause) {
    if (systemCode(cause) === 'ENOENT') return { value: fallback, problem: null }
    return { value: fallback, problem: diskError(`Reading ${basename(path)}`, cause).message }
  }
  const read = v.safeParse(schema, parsed(text))
  if (read.success) return { value: read.output, problem: null }
  const aside = join(dirname(path), `${basename(path, '.json')}.damaged-${Date.now()}.json`)
  try {
    await rename(path, aside)
  } catch (cause) {
    return { value: fallback, problem: diskError(`Setting the damaged file ${basename(path)} aside`, cause).message }
  }
  return {
    value: fallback,
    problem: `${basename(path)} was damaged; it was set aside as ${basename(aside)} and a new one was begun.`,
  }
}

export async function writeJson(path: string, value: unknown): Promise<void> {
  try {
    await mkdir(dirname(path), { recursive: true })
    await writeAtomically(path, `${JSON.stringify(value, null, 2)}\n`)
  } catch (cause) {
    throw diskError(`Writing ${basename(path)}`, cause)
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
