import { type RankedCounts, rankedCounts } from './ranked-counts.ts'

export interface PrecisionRecallCurve {
  precision: Float64Array
  recall: Float64Array
  /** Descending, so that recall ascends. */
  thresholds: Float64Array
  /** Sum of (R_k - R_(k-1)) P_k, as scikit-learn's average_precision_score. */
  averagePrecision: number
}

export function precisionRecallCurve(positive: ArrayLike<number>, scores: ArrayLike<number>): PrecisionRecallCurve {
  return precisionRecallOf(rankedCounts(positive, scores))
}

/** The same from counts: one point a distinct score. Recall is NaN without positives. */
export function precisionRecallOf(counts: RankedCounts): PrecisionRecallCurve {
  const { thresholds, truePositives, falsePositives, positives } = counts
  const precision = truePositives.map((hits, k) => hits / (hits + falsePositives[k]))
  const recall = truePositives.map((hits) => hits / positives)
  const averagePrecision = precision.reduce(
    (sum, value, k) => sum + value * (recall[k] - (k === 0 ? 0 : recall[k - 1])),
    0,
  )
  return { precision, recall, thresholds, averagePrecision }
}
