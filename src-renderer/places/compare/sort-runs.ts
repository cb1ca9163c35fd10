import { errorsOf } from '#renderer/digits/accuracy-interval.ts'
import type { RunSummary } from '#rpc/contract/run.ts'

export const runColumns = [
  { id: 'name', label: 'Name' },
  { id: 'judgedOn', label: 'Judged on' },
  { id: 'accuracy', label: 'Accuracy' },
  { id: 'f1', label: 'F1' },
  { id: 'errors', label: 'Errors' },
  { id: 'fitSeconds', label: 'Fit' },
  { id: 'predictSeconds', label: 'Predict' },
  { id: 'peakMemoryMB', label: 'Memory' },
  { id: 'features', label: 'Pixels' },
  { id: 'trainRows', label: 'Rows' },
  { id: 'created', label: 'Created' },
] as const

export type RunColumn = (typeof runColumns)[number]['id']

export interface RunOrder {
  column: RunColumn
  descending: boolean
}

/** A run, and in words what it was judged on. */
export interface ListedRun {
  run: RunSummary
  judgedOn: string
}

function keyOf({ run, judgedOn }: ListedRun, column: RunColumn): number | string | null {
  if (column === 'errors') return errorsOf(run)
  return column === 'judgedOn' ? judgedOn : run[column]
}

/** Stable; what is unknown stands last in either direction. */
export function sortRuns<Listed extends ListedRun>(runs: Listed[], order: RunOrder): Listed[] {
  const sign = order.descending ? -1 : 1
  return [...runs].sort((a, b) => {
    const x = keyOf(a, order.column)
    const y = keyOf(b, order.column)
    if (x === null || y === null) return Number(x === null) - Number(y === null)
    if (typeof x === 'string' || typeof y === 'string')
      return sign * String(x).localeCompare(String(y), 'en', { numeric: true })
    return sign * (x - y)
  })
}

/** First click: what one wants on top. The same column again: the other way round. */
export function nextOrder(order: RunOrder, column: RunColumn): RunOrder {
  if (order.column === column) return { column, descending: !order.descending }
  return { column, descending: column === 'accuracy' || column === 'f1' || column === 'created' }
}
