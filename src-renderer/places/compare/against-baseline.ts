import { formatSeconds } from '#renderer/format-number.ts'
import type { RunSummary } from '#rpc/contract/run.ts'
import { canCompare } from './run-groups.ts'

/** What a run has more, or less, than the pinned one. */
export interface Delta {
  /** In points of a hundred; null: not judged on the same question and digits. */
  accuracy: number | null
  fitSeconds: number
}

export function deltaOf(run: RunSummary, baseline: RunSummary): Delta {
  return {
    accuracy: canCompare(run, baseline) ? 100 * ((run.accuracy ?? 0) - (baseline.accuracy ?? 0)) : null,
    fitSeconds: run.fitSeconds - baseline.fitSeconds,
  }
}

/** "+0.45", "−12 s"; a run against itself: "0". */
export function deltaInWords({ accuracy, fitSeconds }: Delta): { accuracy: string; fit: string } {
  const signed = (value: number, size: string) => (value === 0 ? '0' : `${value > 0 ? '+' : '−'}${size}`)
  return {
    accuracy: accuracy === null ? '–' : signed(Number(accuracy.toFixed(2)), Math.abs(accuracy).toFixed(2)),
    fit: signed(fitSeconds, formatSeconds(Math.abs(fitSeconds))),
  }
}
