import { randomUUID } from 'node:crypto'
import { mkdir, open, readdir, readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '#learn/app-error.ts'
import type { PipelineSpec } from '#learn/pipeline/pipeline-spec.ts'
import type { RunId, RunSummary } from '#rpc/contract/run.ts'
import { runFolder, runsFolder } from './data-folder.ts'
import { diskError, systemCode } from './disk-error.ts'
import { decodeModel, encodeModel, sha256OfParts } from './model-file.ts'
import { patientRename } from './patient-rename.ts'
import { syncFolder, writeAtomically, writeParts } from './synced-write.ts'

/** What model.bin holds. */
export interface RunModel {
  spec: PipelineSpec
  /** The fitted pipeline: plain data with typed arrays, as `fitPipeline` gives it. */
  fitted: unknown
  /** Size of the digits that it reads. */
  height: number
  width: number
  /** Label given to every test row. */
  testPredicted: Uint8Array
  /** Test rows x classes, in the order of classes; for two classes both columns stand there too. */
  testScores: Float32Array
  testScoreKind: 'probability' | 'margin'
}

interface RunFile {
  version: 1
  summary: RunSummary
  model: { bytes: number; sha256: string }
  versions: Record<string, string>
}

const version = 1

/** The folder appears under its name only when both files are complete on the disk. */
export async function writeRun({
  dataFolder,
  summary,
  model,
}: {
  dataFolder: string
  summary: RunSummary
  model: RunModel
}): Promise<void> {
  const folder = runFolder(dataFolder, summary.id)
  const unfinished = join(runsFolder(dataFolder), `.new-${randomUUID()}`)
  const parts = encodeModel(model)
  const bytes = parts.reduce((sum, part) => sum + part.byteLength, 0)
  const { node, v8, electron } = process.versions
  const versions: Record<string, string> = { node, v8, ...(electron === undefined ? {} : { electron }) }
  const run: RunFile = { version, summary, model: { bytes, sha256: sha256OfParts(parts) }, versions }
  try {
    await mkdir(unfinished, { recursive: true })
    await writeParts(join(unfinished, 'model.bin'), parts)
    await writeParts(join(unfinished, 'run.json'), [Buffer.from(JSON.stringify(run, null, 2))])
    await patientRename(unfinished, folder)
    await syncFolder(runsFolder(dataFolder))
  } catch (cause) {
    await rm(unfinished, { recursive: true, force: true }).catch(() => undefined)
    throw diskError(`Saving the run "${summary.name}"`, cause)
  }
}

/** A run whose files are there but cannot be read. */
export interface UnreadableRun {
  id: RunId
  problem: string
}

/** The oldest first; `unreadable` does not keep the others from being listed. */
export async function listRuns(dataFolder: string): Promise<{ runs: RunSummary[]; unreadable: UnreadableRun[] }> {
  const runs: RunSummary[] = []
  const unreadable: UnreadableRun[] = []
  for (const id of await runNames(dataFolder)) {
    try {
      runs.push((await readRunFile(dataFolder, id)).summary)
    } catch (error) {
      unreadable.push({ id, problem: error instanceof Error ? error.message : String(error) })
    }
  }
  return { runs: runs.sort((a, b) => a.created - b.created), unreadable }
}

export async function readRun(dataFolder: string, id: RunId): Promise<{ summary: RunSummary; model: RunModel }> {
  const run = await readRunFile(dataFolder, id)
  const file = await readWhole(join(runFolder(dataFolder, id), 'model.bin'), run.summary.name)
  if (file.length !== run.model.bytes || sha256OfParts([file]) !== run.model.sha256) {
    throw new AppError(
      'damaged',
      `The stored model of "${run.summary.name}" is damaged: its checksum does not match.`,
      {
        hint: 'Delete this run and train it again.',
      },
    )
  }
  return { summary: run.summary, model: decodeModel(file) as RunModel }
}

export async function renameRun(dataFolder: string, id: RunId, name: string): Promise<RunSummary> {
  const run = await readRunFile(dataFolder, id)
  const summary = { ...run.summary, name }
  try {
    await writeAtomically(join(runFolder(dataFolder, id), 'run.json'), JSON.stringify({ ...run, summary }, null, 2))
  } catch (cause) {
    throw diskError(`Renaming the run "${run.summary.name}"`, cause)
  }
  return summary
}

export async function deleteRun(dataFolder: string, id: RunId): Promise<void> {
  const doomed = join(runsFolder(dataFolder), `.old-${randomUUID()}`)
  try {
    // Renamed first: a half-deleted run is never seen as one.
    await patientRename(runFolder(dataFolder, checkedId(id)), doomed)
    await rm(doomed, { recursive: true, force: true })
  } catch (cause) {
    if (systemCode(cause) === 'ENOENT') throw unknownRun(id)
    throw diskError('Deleting the run', cause)
  }
}

export async function runExists(dataFolder: string, id: RunId): Promise<boolean> {
  return stat(runFolder(dataFolder, checkedId(id))).then(
    () => true,
    (cause: unknown) => systemCode(cause) !== 'ENOENT',
  )
}

async function runNames(dataFolder: string): Promise<string[]> {
  try {
    return (await readdir(runsFolder(dataFolder))).filter(isRunId)
  } catch (cause) {
    if (systemCode(cause) === 'ENOENT') return []
    throw diskError('Listing the runs', cause)
  }
}

async function readRunFile(dataFolder: string, id: RunId): Promise<RunFile> {
  let text: string
  try {
    text = await readFile(join(runFolder(dataFolder, checkedId(id)), 'run.json'), 'utf8')
  } catch (cause) {
    if (systemCode(cause) === 'ENOENT') throw unknownRun(id)
    throw diskError(`Reading the run ${id}`, cause)
  }
  const run = parsedRun(text)
  // Asked first: a later version may have another form altogether.
  if (typeof run?.version === 'number' && run.version > version) {
    throw new AppError(
      'too-new',
      `The run "${run.summary?.name ?? id}" was written by a later version of this application.`,
      { hint: 'Update the application to use it.' },
    )
  }
  if (run?.version !== version || typeof run.model?.sha256 !== 'string' || run.summary?.id !== id) {
    throw new AppError('damaged', `The description of the run ${id} is damaged.`, {
      hint: 'Delete this run and train it again.',
    })
  }
  return run as RunFile
}

function parsedRun(text: string): Partial<RunFile> | null {
  try {
    const run: unknown = JSON.parse(text)
    return typeof run === 'object' ? run : null
  } catch {
    return null
  }
}

/** Into a buffer of its own, so that arrays may be views of it. */
async function readWhole(path: string, name: string): Promise<Uint8Array> {
  try {
    const { size } = await stat(path)
    const handle = await open(path)
    try {
      const bytes = new Uint8Array(size)
      let at = 0
      while (at < size) {
        const { bytesRead } = await handle.read(bytes, at, size - at, at)
        if (bytesRead === 0) break
        at += bytesRead
      }
      return bytes.subarray(0, at)
    } finally {
      await handle.close()
    }
  } catch (cause) {
    if (systemCode(cause) === 'ENOENT') {
      throw new AppError('damaged', `The model file of "${name}" is missing.`, {
        hint: 'Delete this run and train it again.',
      })
    }
    throw diskError(`Reading the model of "${name}"`, cause)
  }
}

/** An id is a folder name: nothing that could lead elsewhere. */
function isRunId(id: string): boolean {
  return /^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$/.test(id)
}

function checkedId(id: RunId): RunId {
  if (!isRunId(id)) throw unknownRun(id)
  return id
}

function unknownRun(id: RunId): AppError {
  return new AppError('not-found', `There is no run ${JSON.stringify(id.slice(0, 60))}.`, {
    hint: 'It may have been deleted; open the list of runs again.',
  })
}
