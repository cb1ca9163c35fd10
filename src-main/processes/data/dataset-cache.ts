import type { DigitSet } from '#learn/datasets/digit-set.ts'
import { pixelStatistics } from '#learn/datasets/pixel-statistics.ts'
import type { DatasetId, DatasetStatistics } from '#rpc/contract/dataset.ts'
import { readDataset } from '#store/dataset-store.ts'
import { inTurns } from './in-turns.ts'

/** A training set and its test set stay; older ones go once all together pass this. */
const keptBytes = 160 << 20

interface Entry {
  set: Promise<DigitSet>
  bytes: number
  statistics: DatasetStatistics | null
}

/** The digits in use, read from the store when first asked for; the least recently used ones go first. */
export class DatasetCache {
  private readonly dataFolder: string
  /** In order of use, latest last. */
  private readonly entries = new Map<DatasetId, Entry>()

  constructor(dataFolder: string) {
    this.dataFolder = dataFolder
  }

  keep(id: DatasetId, set: DigitSet): void {
    this.entries.set(id, {
      set: Promise.resolve(set),
      bytes: set.pixels.byteLength,
      statistics: this.entries.get(id)?.statistics ?? null,
    })
    this.touch(id)
  }

  get(id: DatasetId): Promise<DigitSet> {
    return this.entry(id).set
  }

  /** Computed once a dataset; a few milliseconds at a time. */
  async statistics(id: DatasetId, signal: AbortSignal): Promise<DatasetStatistics> {
    const entry = this.entry(id)
    if (entry.statistics !== null) return entry.statistics
    return (entry.statistics = await inTurns(pixelStatistics(await entry.set), signal))
  }

  private entry(id: DatasetId): Entry {
    const known = this.entries.get(id)
    if (known !== undefined) {
      this.touch(id)
      return known
    }
    const entry: Entry = { set: readDataset(this.dataFolder, id), bytes: 0, statistics: null }
    this.entries.set(id, entry)
    entry.set.then(
      (set) => {
        entry.bytes = set.pixels.byteLength
        this.touch(id)
      },
      () => this.entries.delete(id),
    )
    return entry
  }

  private touch(id: DatasetId): void {
    const entry = this.entries.get(id)
    if (entry === undefined) return
    this.entries.delete(id)
    this.entries.set(id, entry)
    let bytes = [...this.entries.values()].reduce((sum, each) => sum + each.bytes, 0)
    for (const [old, { bytes: freed }] of this.entries) {
      if (bytes <= keptBytes || this.entries.size <= 2) break
      this.entries.delete(old)
      bytes -= freed
    }
  }
}
