import { AppError, hasCode } from '#learn/app-error.ts'
import type { RunId, RunSummary, RunOnDisk } from '#rpc/contract/run.ts'
import { runFolder } from '#store/data-folder.ts'
import { deleteRun, listRuns, renameRun, runExists, type UnreadableRun } from '#store/run-store.ts'
import { folderBytes } from '#store/stored-datasets.ts'

/** The runs on the disk, listed in memory. */
export class RunShelf {
  private readonly dataFolder: string
  private readonly onChange: (runs: RunSummary[]) => void
  private runs: RunSummary[] = []
  private unreadable: UnreadableRun[] = []

  constructor(dataFolder: string, onChange: (runs: RunSummary[]) => void) {
    this.dataFolder = dataFolder
    this.onChange = onChange
  }

  /** Gives a sentence for every run that cannot be read. */
  async restore(): Promise<string[]> {
    try {
      const { runs, unreadable } = await listRuns(this.dataFolder)
      this.runs = runs
      this.unreadable = unreadable
      return unreadable.map(({ problem }) => problem)
    } catch (error) {
      return [error instanceof Error ? error.message : String(error)]
    }
  }

  list(): RunSummary[] {
    return this.runs
  }

  /** With what each takes on the disk; also those that cannot be read, so that they can be deleted. */
  stored(): Promise<RunOnDisk[]> {
    const readable = this.runs.map(({ id, name }) => ({ run: id, name, problem: null }))
    const others = this.unreadable.map(({ id, problem }) => ({ run: id, name: null, problem }))
    return Promise.all(
      [...readable, ...others].map(async (each) => ({
        ...each,
        bytes: await folderBytes(runFolder(this.dataFolder, each.run)),
      })),
    )
  }

  add(summary: RunSummary): void {
    this.change([...this.runs.filter(({ id }) => id !== summary.id), summary])
  }

  async rename(id: RunId, name: string): Promise<RunSummary> {
    this.find(id)
    await this.dropIfGone(id)
    const renamed = await renameRun(this.dataFolder, id, name)
    this.change(this.runs.map((run) => (run.id === id ? renamed : run)))
    return renamed
  }

  /** One that is gone from the disk already is taken off the list. */
  async delete(id: RunId): Promise<void> {
    if (!this.unreadable.some((run) => run.id === id)) this.find(id)
    await deleteRun(this.dataFolder, id).catch((error: unknown) => {
      if (!hasCode(error, 'not-found')) throw error
    })
    this.drop(id)
  }

  /** Someone may have deleted its folder by hand. */
  async dropIfGone(id: RunId): Promise<void> {
    if (!(await runExists(this.dataFolder, id))) this.drop(id)
  }

  private drop(id: RunId): void {
    this.unreadable = this.unreadable.filter((run) => run.id !== id)
    if (this.runs.some((run) => run.id === id)) this.change(this.runs.filter((run) => run.id !== id))
  }

  private find(id: RunId): RunSummary {
    const run = this.runs.find((each) => each.id === id)
    if (run === undefined) throw new AppError('not-found', 'This run no longer exists.')
    return run
  }

  private change(runs: RunSummary[]): void {
    this.runs = runs
    this.onChange(runs)
  }
}
