import { checkedLength } from './confusion-matrix.ts'

/** How many samples, positive and not, have at least each threshold: thresholds descend, one for every distinct score. */
export interface RankedCounts {
  thresholds: Float64Array
  truePositives: Float64Array
  falsePositives: Float64Array
  positives: number
  negatives: number
}

/** `positive`: 1 where the sample belongs to the class whose score this is. */
export function rankedCounts(positive: ArrayLike<number>, scores: ArrayLike<number>): RankedCounts {
  const n = checkedLength(positive, scores)
  const order = Uint32Array.from({ length: n }, (_, i) => i).sort((a, b) => scores[b] - scores[a])
  const thresholds: number[] = []
  const truePositives: number[] = []
  const falsePositives: number[] = []
  let hits = 0
  order.forEach((row, k) => {
    if (positive[row]) hits++
    if (k + 1 < n && scores[order[k + 1]] === scores[row]) return
    thresholds.push(scores[row])
    truePositives.push(hits)
    falsePositives.push(k + 1 - hits)
  })
  return {
    thresholds: Float64Array.from(thresholds),
    truePositives: Float64Array.from(truePositives),
    falsePositives: Float64Array.from(falsePositives),
    positives: hits,
    negatives: n - hits,
  }
}
