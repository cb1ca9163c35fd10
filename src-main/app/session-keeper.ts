import { readDatasetInfo } from '#store/dataset-store.ts'
import { markDatasetUsed } from '#store/stored-datasets.ts'
import { emptySession, readSession, writeSession, type StoredSession } from '#store/session-file.ts'
import type { Session } from '#rpc/contract/app-api.ts'
import type { DatasetSummary, Part } from '#rpc/contract/dataset.ts'

const mostRecent = 12

/** What is open and what was opened lately, kept on the disk at every change. */
export class SessionKeeper {
  private readonly dataFolder: string
  private readonly onChange: (session: Session) => void
  /** false: nothing is written for the next start. */
  private readonly kept: boolean
  private stored: StoredSession = emptySession
  private writing: Promise<void> = Promise.resolve()

  constructor(dataFolder: string, onChange: (session: Session) => void, kept = true) {
    this.dataFolder = dataFolder
    this.onChange = onChange
    this.kept = kept
  }

  /** Gives a sentence when the file was damaged. Digits that are gone from the store are not open any more. */
  async restore(): Promise<string | null> {
    const { value, problem } = await readSession(this.dataFolder)
    const [train, test] = await Promise.all([this.stillThere(value.train), this.stillThere(value.test)])
    this.stored = { ...value, train, test }
    return problem
  }

  get session(): Session {
    return { train: this.stored.train, test: this.stored.test }
  }

  get recent(): StoredSession['recent'] {
    return this.stored.recent
  }

  get lastFolder(): string | null {
    return this.stored.lastFolder
  }

  async open(parts: Partial<Record<Part, DatasetSummary | null>>): Promise<Session> {
    await this.change(parts)
    for (const summary of Object.values(parts)) if (summary !== null) await markDatasetUsed(this.dataFolder, summary.id)
    this.onChange(this.session)
    return this.session
  }

  remember(path: string, part: Part, folder: string): Promise<void> {
    const others = this.stored.recent.filter((file) => file.path !== path)
    return this.change({
      recent: [{ path, part, opened: Date.now() }, ...others].slice(0, mostRecent),
      lastFolder: folder,
    })
  }

  forget(path: string): Promise<void> {
    return this.change({ recent: this.stored.recent.filter((file) => file.path !== path) })
  }

  visit(folder: string): Promise<void> {
    return this.change({ lastFolder: folder })
  }

  private change(changes: Partial<StoredSession>): Promise<void> {
    this.stored = { ...this.stored, ...changes }
    if (!this.kept) return Promise.resolve()
    const mine = this.writing.then(() => writeSession(this.dataFolder, this.stored))
    this.writing = mine.catch(() => undefined)
    return mine
  }

  private async stillThere(summary: DatasetSummary | null): Promise<DatasetSummary | null> {
    if (summary === null) return null
    return readDatasetInfo(this.dataFolder, summary.id).then(
      () => summary,
      () => null,
    )
  }
}
