import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'

/** The application, started on a data folder of its own. */
export interface Launched {
  page: Page
  dataFolder: string
  /** Ends it and removes the data folder, unless that was given. */
  close(): Promise<void>
}

export interface LaunchOptions {
  /** To start again on what an earlier start left. */
  dataFolder?: string
  /** Files for the command line. */
  files?: string[]
}

export const outFolder = join(import.meta.dirname, '../../../out')

export async function ownDataFolder({
  dataFolder,
}: LaunchOptions): Promise<{ folder: string; remove(): Promise<void> }> {
  if (dataFolder !== undefined) return { folder: dataFolder, remove: () => Promise.resolve() }
  const folder = await mkdtemp(join(tmpdir(), 'digit-workbench-'))
  return { folder, remove: () => rm(folder, { recursive: true, force: true, maxRetries: 5 }) }
}
