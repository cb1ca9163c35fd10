import * as v from 'valibot'
import { sessionFile } from './data-folder.ts'
import { readJson, writeJson, type JsonRead } from './json-file.ts'

const part = v.picklist(['train', 'test'])
const summary = v.object({
  id: v.string(),
  name: v.string(),
  rows: v.number(),
  height: v.number(),
  width: v.number(),
  classCounts: v.array(v.number()),
  unlabelled: v.number(),
  description: v.string(),
  knownAs: v.nullable(v.string()),
  classNames: v.optional(v.array(v.string())),
  seconds: v.number(),
})

const schema = v.object({
  version: v.literal(1),
  train: v.nullable(summary),
  test: v.nullable(summary),
  recent: v.array(v.object({ path: v.string(), part, opened: v.number() })),
  lastFolder: v.nullable(v.string()),
})

/** session.json: what was open, what was opened lately, and where. */
export type StoredSession = v.InferOutput<typeof schema>

export const emptySession: StoredSession = { version: 1, train: null, test: null, recent: [], lastFolder: null }

export function readSession(dataFolder: string): Promise<JsonRead<StoredSession>> {
  return readJson(sessionFile(dataFolder), schema, emptySession)
}

export function writeSession(dataFolder: string, session: StoredSession): Promise<void> {
  return writeJson(sessionFile(dataFolder), session)
}
