import { precisionRecallFscoreSupport } from './precision-recall-fscore.ts'

export interface ClassRow {
  digit: number
  support: number
  /** Recall, which the notebook calls accuracy. */
  accuracy: number
  precision: number
  f1: number
  /** Mean probability of this class for samples of other classes, and for its own; null without probabilities or samples. */
  meanNegProba: number | null
  meanPosProba: number | null
}

/** The notebook's table. `probabilities`: rows x classes, or null where the model has none. */
export function digitScores(
  yTrue: Uint8Array,
  yPred: Uint8Array,
  classes: number[],
  probabilities: ArrayLike<number> | null,
): ClassRow[] {
  const { precision, recall, f1, support } = precisionRecallFscoreSupport(yTrue, yPred, { labels: classes })
  return classes.map((digit, k) => ({
    digit,
    support: support[k],
    accuracy: recall[k],
    precision: precision[k],
    f1: f1[k],
    meanNegProba: meanProbability((label) => label !== digit, k),
    meanPosProba: meanProbability((label) => label === digit, k),
  }))

  function meanProbability(counts: (label: number) => boolean, k: number): number | null {
    if (probabilities === null) return null
    let sum = 0
    let n = 0
    for (let i = 0; i < yTrue.length; i++) {
      if (!counts(yTrue[i])) continue
      sum += probabilities[i * classes.length + k]
      n++
    }
    return n === 0 ? null : sum / n
  }
}
