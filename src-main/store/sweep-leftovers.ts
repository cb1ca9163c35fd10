import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { datasetsFolder, runsFolder, uploadsFolder } from './data-folder.ts'

/** Removes what a killed process left half-written, half-deleted or half-received. Only while nothing else works on the folder. */
export async function sweepLeftovers(dataFolder: string): Promise<void> {
  await Promise.all([
    sweep(datasetsFolder(dataFolder), /^\.(new|old)-|\.new$/),
    sweep(runsFolder(dataFolder), /^\.(new|old)-/),
    sweep(uploadsFolder(dataFolder), /./),
    sweep(dataFolder, /\.json\.[0-9a-f-]{36}\.new$/),
  ])
}

async function sweep(folder: string, pattern: RegExp): Promise<void> {
  const names = (await readdir(folder).catch(() => [])).filter((name) => pattern.test(name))
  await Promise.all(
    names.map((name) => rm(join(folder, name), { recursive: true, force: true }).catch(() => undefined)),
  )
}
