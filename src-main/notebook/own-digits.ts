import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { AppCore } from '#app/app-core.ts'
import { hasBitmapName } from '#learn/ink/bitmaps/bitmap-extensions.ts'
import { labelFromName } from '#learn/ink/label-from-name.ts'
import { toWireError } from '#rpc/wire.ts'
import type { RunId } from '#rpc/contract/run.ts'
import { labelsFromTable } from './own-labels.ts'
import type { OwnReport } from './report.ts'

const quiet = { signal: new AbortController().signal }
const side = 28 * 28

export interface OwnFile {
  /** Base name. */
  file: string
  label: number
  /** 28 x 28 as the file has them; null for files of any other size. */
  asIs: Uint8Array | null
  normalised: Uint8Array
}

/** Every picture of a folder that has a label; what cannot be used is named in a warning and left out. */
export async function readOwnFolder(
  core: AppCore,
  folder: string,
  warn: (sentence: string) => void,
): Promise<OwnFile[]> {
  const names = readdirSync(folder)
    .filter((name) => isFile(name))
    .sort()
  const table = names.find((name) => name.toLowerCase() === 'labels.csv')
  const labels = table === undefined ? new Map<string, number>() : readLabels(table)
  const files: OwnFile[] = []
  for (const file of names) {
    if (file === table) continue
    if (!hasBitmapName(file)) {
      warn(`${file} is not a picture and was left out.`)
      continue
    }
    const label = labels.get(file) ?? labelFromName(file)
    if (label === null) {
      warn(`${file} has no digit in its name and was left out.`)
      continue
    }
    try {
      const source = { kind: 'file', file: core.fileOf(join(folder, file)) } as const
      const [digit] = await core.api.readPicture({ source, whole: true }, quiet)
      if (digit === undefined) warn(`${file} shows no ink and was left out.`)
      else files.push({ file, label, asIs: digit.asIs, normalised: digit.pixels })
    } catch (error) {
      warn(`${file} was left out: ${toWireError(error).message}`)
    }
  }
  return files

  function isFile(name: string): boolean {
    try {
      return statSync(join(folder, name)).isFile()
    } catch (error) {
      warn(`${name} could not be looked at and was left out: ${toWireError(error).message}`)
      return false
    }
  }

  function readLabels(table: string): Map<string, number> {
    try {
      const { labels, unread } = labelsFromTable(readFileSync(join(folder, table), 'utf8'))
      for (const line of unread) warn(`${table}: ${JSON.stringify(line)} does not name a file and its digit.`)
      for (const file of labels.keys()) if (!names.includes(file)) warn(`${table} names ${file}, which is not there.`)
      return labels
    } catch (error) {
      warn(`${table} could not be read, so the names of the files count: ${toWireError(error).message}`)
      return new Map()
    }
  }
}

/** What every fitted step reads, as the file has it (where it has 28 x 28 pixels) and normalised. */
export async function judgeOwnFiles(
  core: AppCore,
  files: OwnFile[],
  runs: [step: string, run: RunId][],
): Promise<OwnReport[]> {
  const ids = runs.map(([, run]) => run)
  const read = async (pixels: Uint8Array): Promise<Record<string, number>> => {
    if (pixels.length !== side || ids.length === 0) return {}
    const { answers } = await core.api.predictDigit({ runs: ids, pixels }, quiet)
    const entries = runs.flatMap(([step, run]) => {
      const answer = answers.find((each) => each.run === run)
      return answer === undefined ? [] : [[step, answer.predicted] as const]
    })
    return Object.fromEntries(entries)
  }
  const reports: OwnReport[] = []
  for (const { file, label, asIs, normalised } of files) {
    reports.push({
      file,
      label,
      predicted: await read(asIs ?? normalised),
      normalised: await read(normalised),
    })
  }
  return reports
}
