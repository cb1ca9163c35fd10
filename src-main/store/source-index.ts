import * as v from 'valibot'
import type { DatasetId } from '#rpc/contract/dataset.ts'
import { sourcesFile } from './data-folder.ts'
import { readJson, writeJson } from './json-file.ts'

const schema = v.object({
  version: v.literal(1),
  /** sha256 of a file's bytes -> what it holds. */
  sources: v.record(
    v.string(),
    v.object({
      dataset: v.string(),
      description: v.string(),
      classNames: v.optional(v.array(v.string())),
      answers: v.optional(v.record(v.string(), v.string())),
    }),
  ),
})

export interface KnownSource {
  dataset: DatasetId
  description: string
  classNames?: string[]
  /** What a person said about the file: asked once, and kept. */
  answers?: Record<string, string>
}

type Index = v.InferOutput<typeof schema>

const none = (): Index => ({ version: 1, sources: {} })

/** What a file with these bytes held when it was opened before. */
export async function findSource(dataFolder: string, sha256: string): Promise<KnownSource | null> {
  const { value } = await readJson(sourcesFile(dataFolder), schema, none())
  return value.sources[sha256] ?? null
}

let writing: Promise<void> = Promise.resolve()

/** One after another: two files opened at once must not overwrite each other's entry. */
export function rememberSource(dataFolder: string, sha256: string, source: KnownSource): Promise<void> {
  const write = async () => {
    const { value } = await readJson(sourcesFile(dataFolder), schema, none())
    await writeJson(sourcesFile(dataFolder), { ...value, sources: { ...value.sources, [sha256]: source } })
  }
  const mine = writing.then(write)
  writing = mine.catch(() => undefined)
  return mine
}
