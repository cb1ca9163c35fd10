import type { RankedCounts } from '#learn/metrics/ranked-counts.ts'

export interface ThresholdScores {
  truePositives: number
  falsePositives: number
  falseNegatives: number
  trueNegatives: number
  accuracy: number
  precision: number
  recall: number
  f1: number
  falsePositiveRate: number
}

/** What comes of calling positive whatever scores more than the threshold. */
export function scoresAt(counts: RankedCounts, threshold: number): ThresholdScores {
  const { thresholds, positives, negatives } = counts
  // The last of the descending thresholds that lies above.
  let low = 0
  let high = thresholds.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (thresholds[middle] > threshold) low = middle + 1
    else high = middle
  }
  const truePositives = low === 0 ? 0 : counts.truePositives[low - 1]
  const falsePositives = low === 0 ? 0 : counts.falsePositives[low - 1]
  const ratio = (part: number, whole: number) => (whole === 0 ? 0 : part / whole)
  const precision = ratio(truePositives, truePositives + falsePositives)
  const recall = ratio(truePositives, positives)
  return {
    truePositives,
    falsePositives,
    falseNegatives: positives - truePositives,
    trueNegatives: negatives - falsePositives,
    accuracy: ratio(truePositives + negatives - falsePositives, positives + negatives),
    precision,
    recall,
    f1: ratio(2 * precision * recall, precision + recall),
    falsePositiveRate: ratio(falsePositives, negatives),
  }
}
