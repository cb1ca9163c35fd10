import * as v from 'valibot'
import { settingsFile } from './data-folder.ts'
import { readJson, writeJson, type JsonRead } from './json-file.ts'

const savedMask = v.object({
  name: v.pipe(v.string(), v.minLength(1), v.maxLength(60)),
  kept: v.pipe(v.string(), v.regex(/^[01]+$/), v.maxLength(512 * 512)),
})

export const settingsSchema = v.object({
  theme: v.picklist(['system', 'light', 'dark']),
  leftHanded: v.boolean(),
  digitsOnPaper: v.boolean(),
  masks: v.optional(v.pipe(v.array(savedMask), v.maxLength(200))),
})

export type StoredSettings = v.InferOutput<typeof settingsSchema>

const defaults: StoredSettings = { theme: 'system', leftHanded: false, digitsOnPaper: false }

export function readSettings(dataFolder: string): Promise<JsonRead<StoredSettings>> {
  return readJson(settingsFile(dataFolder), settingsSchema, defaults)
}

export function writeSettings(dataFolder: string, settings: StoredSettings): Promise<void> {
  return writeJson(settingsFile(dataFolder), settings)
}
