import { wilsonInterval } from '#learn/metrics/wilson-interval.ts'
import { formatMargin, formatPercent } from '#renderer/format-number.ts'
import type { RunSummary } from '#rpc/contract/run.ts'

type Judged = Pick<RunSummary, 'accuracy' | 'testRows' | 'testLabelled'>

/** Test digits with a label: all others say nothing of a model. */
export function labelledRows({ testRows, testLabelled }: Judged): number {
  return testLabelled ?? testRows
}

/** null when the test digits carry no labels. */
export function errorsOf(run: Judged): number | null {
  return run.accuracy === null ? null : Math.round((1 - run.accuracy) * labelledRows(run))
}

/** 95 % interval of a run's accuracy; null when the test digits carry no labels. */
export function accuracyInterval(run: Judged): [number, number] | null {
  const errors = errorsOf(run)
  return errors === null ? null : wilsonInterval(labelledRows(run) - errors, labelledRows(run))
}

/** `± 0.30`, or nothing. */
export function accuracyMargin(run: Judged): string {
  const interval = accuracyInterval(run)
  return interval === null ? '' : formatMargin(interval)
}

/** `97.53 % ± 0.30` */
export function accuracyWithMargin(run: Judged): string {
  return run.accuracy === null ? 'no labels' : `${formatPercent(run.accuracy)} ${accuracyMargin(run)}`
}
