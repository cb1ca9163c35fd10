import { rename } from 'node:fs/promises'
import { setTimeout as pause } from 'node:timers/promises'
import { systemCode } from './disk-error.ts'

const pausesMs = [20, 100, 400, 1000]
const passing = new Set(['EPERM', 'EACCES', 'EBUSY'])

/** On Windows a virus scanner or an indexer that looks into a new folder keeps it from being renamed for a moment. */
export async function patientRename(from: string, to: string, platform = process.platform): Promise<void> {
  for (const ms of platform === 'win32' ? pausesMs : []) {
    try {
      return await rename(from, to)
    } catch (cause) {
      if (!passing.has(systemCode(cause) ?? '')) throw cause
    }
    await pause(ms)
  }
  await rename(from, to)
}
