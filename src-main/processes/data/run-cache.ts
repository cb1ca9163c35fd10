import type { RunId, RunSummary } from '#rpc/contract/run.ts'
import { readRun, type RunModel } from '#store/run-store.ts'

export interface LoadedRun {
  summary: RunSummary
  model: RunModel
}

/** The pad asks all models at every stroke: one more than are kept would mean reading them all again each time. */
const keptRuns = 32

/** The runs last used, with their models in memory. */
export class RunCache {
  private readonly dataFolder: string
  /** In order of use, latest last. */
  private readonly runs = new Map<RunId, Promise<LoadedRun>>()

  constructor(dataFolder: string) {
    this.dataFolder = dataFolder
  }

  get(id: RunId): Promise<LoadedRun> {
    const loaded = this.runs.get(id) ?? readRun(this.dataFolder, id)
    this.runs.delete(id)
    this.runs.set(id, loaded)
    // What could not be read may be there the next time.
    loaded.catch(() => this.runs.delete(id))
    for (const old of this.runs.keys()) {
      if (this.runs.size <= keptRuns) break
      this.runs.delete(old)
    }
    return loaded
  }

  forget(id: RunId): void {
    this.runs.delete(id)
  }
}
