import { AppError } from '#learn/app-error.ts'
import type { RunId, RunSummary } from '#rpc/contract/run.ts'
import { deleteRun, listRuns, renameRun } from '#store/run-store.ts'

/** The runs on the disk, listed in memory. */
export class RunShelf {
  private readonly dataFolder: string
  private readonly onChange: (runs: RunSummary[]) => void
  private runs: RunSummary[] = []

  constructor(dataFolder: string, onChange: (runs: RunSummary[]) => void) {
    this.dataFolder = dataFolder
    this.onChange = onChange
  }

  /** Gives a sentence for every run that cannot be read. */
  async restore(): Promise<string[]> {
    const { runs, problems } = await listRuns(this.dataFolder)
    this.runs = runs
    return problems
  }

  list(): RunSummary[] {
    return this.runs
  }

  add(summary: RunSummary): void {
    this.change([...this.runs.filter(({ id }) => id !== summary.id), summary])
  }

  async rename(id: RunId, name: string): Promise<RunSummary> {
    this.find(id)
    const renamed = await renameRun(this.dataFolder, id, name)
    this.change(this.runs.map((run) => (run.id === id ? renamed : run)))
    return renamed
  }

  async delete(id: RunId): Promise<void> {
    this.find(id)
    await deleteRun(this.dataFolder, id)
    this.change(this.runs.filter((run) => run.id !== id))
  }

  private find(id: RunId): RunSummary {
    const run = this.runs.find((each) => each.id === id)
    if (run === undefined) throw new AppError('not-found', 'This run is not there any more.')
    return run
  }

  private change(runs: RunSummary[]): void {
    this.runs = runs
    this.onChange(runs)
  }
}
