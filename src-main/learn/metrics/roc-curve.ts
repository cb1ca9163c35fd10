import { type RankedCounts, rankedCounts } from './ranked-counts.ts'

export interface RocCurve {
  falsePositiveRate: Float64Array
  truePositiveRate: Float64Array
  /** Descending; the first, at (0, 0), is infinite: nothing is called positive. */
  thresholds: Float64Array
  area: number
}

/** Receiver operating characteristic; area by trapezoids, as scikit-learn's roc_auc_score. NaN without both classes. */
export function rocCurve(positive: ArrayLike<number>, scores: ArrayLike<number>): RocCurve {
  return rocOf(rankedCounts(positive, scores))
}

/** The same from counts: one point a distinct score, after (0, 0). */
export function rocOf({ thresholds, truePositives, falsePositives, positives, negatives }: RankedCounts): RocCurve {
  const falsePositiveRate = after(0, falsePositives).map((count) => count / negatives)
  const truePositiveRate = after(0, truePositives).map((count) => count / positives)
  let area = 0
  for (let k = 1; k < truePositiveRate.length; k++) {
    const width = falsePositiveRate[k] - falsePositiveRate[k - 1]
    area += (width * (truePositiveRate[k] + truePositiveRate[k - 1])) / 2
  }
  return { falsePositiveRate, truePositiveRate, thresholds: after(Infinity, thresholds), area }
}

function after(first: number, values: Float64Array): Float64Array {
  const all = new Float64Array(values.length + 1)
  all[0] = first
  all.set(values, 1)
  return all
}
