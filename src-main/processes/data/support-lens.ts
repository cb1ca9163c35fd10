import { noLabel, type DigitSet } from '#learn/datasets/digit-set.ts'
import { supportShares } from '#learn/inspection/support-shares.ts'
import { featuresOf, type FittedPipeline } from '#learn/pipeline/pipeline.ts'
import type { RunSummary, SupportLens } from '#rpc/contract/run.ts'
import type { LoadedRun } from './run-cache.ts'
import { pickRows } from './sample-page.ts'

/** The `count` support vectors that push most for a label and the `count` that push most against it; null without any. */
export function supportLens(
  { summary, model }: LoadedRun,
  train: DigitSet,
  { pixels, label, against, count }: { pixels: Uint8Array; label: number; against: number; count: number },
): SupportLens | null {
  const { height, width } = model
  const digit = featuresOf({ rows: 1, height, width, pixels, labels: new Uint8Array(1) })
  const shares = supportShares(model.fitted as FittedPipeline, digit, label, against)
  if (shares === null) return null
  const { contributions, similarities, score, intercept } = shares
  const rowOf = trainingRows(train, summary)
  // Own digits and those that Augment added are in no dataset: they stay among the rest.
  const ascending = Uint32Array.from(contributions.keys())
    .filter((v) => shares.rows[v] < rowOf.length)
    .sort((a, b) => contributions[a] - contributions[b])
  const shown = [
    ...ascending
      .slice(-count)
      .reverse()
      .filter((v) => contributions[v] > 0),
    ...ascending.slice(0, count).filter((v) => contributions[v] < 0),
  ]
  const rows = Uint32Array.from(shown, (v) => rowOf[shares.rows[v]])
  const { labels, pixels: images } = pickRows(train, rows)
  const part = Float64Array.from(shown, (v) => contributions[v])
  const shownSum = part.reduce((sum, value) => sum + value, 0)
  return {
    label,
    against: shares.against,
    score,
    intercept,
    rows,
    labels,
    similarities: Float64Array.from(shown, (v) => similarities[v]),
    contributions: part,
    pixels: images,
    restCount: contributions.length - shown.length,
    restSum: score - intercept - shownSum,
  }
}

/** Training leaves digits without a label out; entry k: the row of the k-th that it saw. */
function trainingRows({ labels }: DigitSet, { trainRows, spec }: RunSummary): Uint32Array {
  return Uint32Array.from(labels.subarray(0, spec.rows).keys())
    .filter((row) => labels[row] !== noLabel)
    .subarray(0, trainRows)
}
