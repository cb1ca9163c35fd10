export type TieRule = 'first' | 'last'

/**
 * The label of every row's highest score (rows x classes; one column for two classes, positive for the larger label).
 * Among equal scores the first class wins (scikit-learn from 1.8 on) or the last (before). NaN never wins.
 */
export function highestScore(scores: Float64Array, classes: number[], ties: TieRule): Uint8Array {
  if (classes.length <= 2) {
    const larger = classes[classes.length - 1]
    return Uint8Array.from(scores, (score) => (score > 0 ? larger : classes[0]))
  }
  const count = classes.length
  const labels = new Uint8Array(scores.length / count)
  for (let i = 0; i < labels.length; i++) {
    let winner = 0
    let highest = -Infinity
    for (let k = 0; k < count; k++) {
      const score = scores[i * count + k]
      if (score > highest || (ties === 'last' && score === highest)) {
        highest = score
        winner = k
      }
    }
    labels[i] = classes[winner]
  }
  return labels
}
