import { totalmem } from 'node:os'
import type { RunId, RunSummary } from '#rpc/contract/run.ts'
import { readRun, type RunModel } from '#store/run-store.ts'
import { collectGarbage } from '../collect-garbage.ts'
import { bytesWhenReady } from './ready-model.ts'

export interface LoadedRun {
  summary: RunSummary
  model: RunModel
}

interface Entry {
  run: Promise<LoadedRun>
  /** 0 while it is read. */
  bytes: number
}

const megabyte = 2 ** 20
/** As much given up as this is given back to the machine at once. */
const noticedBytes = 256 * megabyte

export interface RunCacheOptions {
  mostBytes?: number
  read?: (dataFolder: string, id: RunId) => Promise<LoadedRun>
}

/** Runs with their models in memory, the least recently used given up first. */
export class RunCache {
  private readonly dataFolder: string
  private readonly mostBytes: number
  private readonly read: NonNullable<RunCacheOptions['read']>
  /** In order of use, latest last. */
  private readonly entries = new Map<RunId, Entry>()
  private together: ReadonlySet<RunId> = new Set()
  private givenUp = 0

  constructor(
    dataFolder: string,
    { mostBytes = Math.min(1024 * megabyte, totalmem() / 8), read = readRun }: RunCacheOptions = {},
  ) {
    this.dataFolder = dataFolder
    this.mostBytes = mostBytes
    this.read = read
  }

  /**
   * The pad asks these at every stroke, so they stay. What does not fit beside them is read anew each time: giving up another
   * of them would only mean reading that one instead.
   */
  keepTogether(ids: readonly RunId[]): void {
    this.together = new Set(ids)
  }

  get(id: RunId): Promise<LoadedRun> {
    const known = this.entries.get(id)
    if (known !== undefined) {
      this.entries.delete(id)
      this.entries.set(id, known)
      return known.run
    }
    const entry: Entry = { run: this.read(this.dataFolder, id), bytes: 0 }
    this.entries.set(id, entry)
    entry.run.then(
      ({ model }) => {
        entry.bytes = bytesWhenReady(model)
        this.makeRoom(id)
      },
      // What could not be read may be there the next time.
      () => this.forget(id, entry),
    )
    return entry.run
  }

  forget(id: RunId, entry = this.entries.get(id)): void {
    if (entry === undefined || this.entries.get(id) !== entry) return
    this.entries.delete(id)
    this.givenUp += entry.bytes
    if (this.givenUp < noticedBytes) return
    this.givenUp = 0
    // Whoever uses it now has done so by then.
    setImmediate(collectGarbage)
  }

  private makeRoom(latest: RunId): void {
    let bytes = [...this.entries.values()].reduce((sum, each) => sum + each.bytes, 0)
    const others = [...this.entries.keys()].filter((id) => id !== latest && !this.together.has(id))
    for (const id of [...others, latest]) {
      if (bytes <= this.mostBytes) return
      bytes -= this.entries.get(id)?.bytes ?? 0
      this.forget(id)
    }
  }
}
