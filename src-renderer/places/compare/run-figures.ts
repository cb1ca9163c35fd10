import { accuracyInterval, errorsOf } from '#renderer/digits/accuracy-interval.ts'
import type { FigureTable } from '#renderer/figure/figure-table.ts'
import type { RunSummary } from '#rpc/contract/run.ts'
import { deltaOf } from './against-baseline.ts'
import type { ListedRun } from './sort-runs.ts'

/** The table of runs, unrounded, as it is saved. */
export function runFigures(runs: ListedRun[], baseline: RunSummary | null): FigureTable {
  return {
    columns: [
      ...['run', 'judged on', 'accuracy', 'low', 'high', 'F1', 'errors', 'fit seconds', 'predict seconds'],
      ...['memory MB', 'pixels', 'training rows', 'created', 'complete', 'converged'],
      ...(baseline ? [`points over ${baseline.name}`, `fit seconds over ${baseline.name}`] : []),
    ],
    rows: runs.map(({ run, judgedOn }) => {
      const [low, high] = accuracyInterval(run) ?? [null, null]
      const delta = baseline && deltaOf(run, baseline)
      return [
        ...[run.name, judgedOn, run.accuracy, low, high, run.f1, errorsOf(run), run.fitSeconds, run.predictSeconds],
        ...[run.peakMemoryMB, run.features, run.trainRows, new Date(run.created).toISOString()],
        ...[run.complete ? 'yes' : 'no', run.converged ? 'yes' : 'no'],
        ...(delta ? [delta.accuracy, delta.fitSeconds] : []),
      ]
    }),
  }
}
