import { randomUUID } from 'node:crypto'
import { mkdir, open, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { uptime } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import * as v from 'valibot'
import { AppError } from '#learn/app-error.ts'
import { diskError, systemCode } from '#store/disk-error.ts'

const schema = v.object({ pid: v.number(), started: v.number(), address: v.nullable(v.string()) })
type Holder = v.InferOutput<typeof schema>

/** Folders that a core of this very process works on. */
const mine = new Set<string>()
/** Clocks and `uptime` are not exact. */
const bootTolerance = 60_000

/** Another application works on the data folder. */
export class AlreadyRuns extends AppError {
  /** Where its page is, with its token; null for one in a window of its own. */
  readonly address: string | null

  constructor({ pid, address }: Pick<Holder, 'pid' | 'address'>, file: string) {
    super('disk', `Digit Workbench already runs on this data folder (process ${pid}).`, {
      hint: `Use that one or close it. If it is not running, delete ${file}.`,
    })
    this.address = address
  }
}

export interface CoreLock {
  /** Tells others where the page of this one is. */
  announce(address: string): Promise<void>
  release(): Promise<void>
}

/** One core for each data folder: two would overwrite each other's own digits, settings and session. */
export async function lockCore(dataFolder: string): Promise<CoreLock> {
  const file = join(resolve(dataFolder), 'core.lock')
  const holder: Holder = { pid: process.pid, started: Date.now(), address: null }
  try {
    await mkdir(dataFolder, { recursive: true })
    while (!(await created(file, holder))) await clearStale(file)
  } catch (cause) {
    throw diskError('Locking the data folder', cause)
  }
  mine.add(file)
  return {
    // Readable for its owner alone: the address holds the token.
    announce: (address) => writeFile(file, JSON.stringify({ ...holder, address })).catch(() => undefined),
    async release() {
      mine.delete(file)
      await rm(file, { force: true }).catch(() => undefined)
    },
  }
}

async function created(file: string, holder: Holder): Promise<boolean> {
  try {
    const handle = await open(file, 'wx', 0o600)
    await handle.writeFile(JSON.stringify(holder)).finally(() => handle.close())
    return true
  } catch (cause) {
    if (systemCode(cause) === 'EEXIST') return false
    throw cause
  }
}

/** Removes the lock of a core that has died; throws for one that lives. */
async function clearStale(file: string): Promise<void> {
  let text = await readFile(file, 'utf8').catch(() => '')
  // Another may be about to write it.
  if (parsed(text) === null) text = await pause(100).then(() => readFile(file, 'utf8').catch(() => ''))
  const holder = parsed(text)
  if (holder !== null && lives(holder, file)) throw new AlreadyRuns(holder, file)
  // Two that start at once may both see the dead one's lock: only what was seen may go.
  const aside = `${file}.${randomUUID()}`
  await rename(file, aside).catch((cause: unknown) => {
    if (systemCode(cause) !== 'ENOENT') throw cause
  })
  const taken = await readFile(aside, 'utf8').catch(() => text)
  if (taken === text) return rm(aside, { force: true })
  await rename(aside, file)
}

function lives({ pid, started }: Holder, file: string): boolean {
  if (pid === process.pid) return mine.has(file)
  if (started < Date.now() - uptime() * 1000 - bootTolerance) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // EPERM: it lives and belongs to someone else.
    return systemCode(error) !== 'ESRCH'
  }
}

function parsed(text: string): Holder | null {
  try {
    return v.parse(schema, JSON.parse(text))
  } catch {
    return null
  }
}
