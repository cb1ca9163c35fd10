import * as v from 'valibot'
import { settingsFile } from './data-folder.ts'
import { readJson, writeJson, type JsonRead } from './json-file.ts'

export const maskName = v.pipe(v.string(), v.minLength(1), v.maxLength(60))
export const savedMask = v.object({
  name: maskName,
  kept: v.pipe(v.string(), v.regex(/^[01]+$/), v.maxLength(512 * 512)),
})

export const theme = v.picklist(['system', 'light', 'dark'])

/** Each field stands by itself: what cannot be read falls back alone, and of the masks those that can be read stay. */
const schema = v.object({
  theme: v.fallback(theme, 'system'),
  leftHanded: v.fallback(v.boolean(), false),
  digitsOnPaper: v.fallback(v.boolean(), false),
  masks: v.fallback(
    v.pipe(
      v.array(v.unknown()),
      v.transform((masks) => masks.filter((mask) => v.is(savedMask, mask))),
    ),
    [],
  ),
})

export type StoredSettings = v.InferOutput<typeof schema>

export const defaultSettings: StoredSettings = v.parse(schema, {})

export function readSettings(dataFolder: string): Promise<JsonRead<StoredSettings>> {
  return readJson(settingsFile(dataFolder), schema, defaultSettings)
}

export function writeSettings(dataFolder: string, settings: StoredSettings): Promise<void> {
  return writeJson(settingsFile(dataFolder), settings)
}
