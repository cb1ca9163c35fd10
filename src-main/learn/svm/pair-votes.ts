/** Scores of all pairs (0, 1), (0, 2), ... (1, 2), ... of classes, rows x pairs; positive for the first of the pair. */
export interface PairScores {
  readonly rows: number
  readonly classes: number
  readonly scores: Float64Array
}

/** The class with most won pairs, the first of equals. */
export function pairVotes(pairs: PairScores): Int32Array {
  const winners = new Int32Array(pairs.rows)
  eachRow(pairs, (i, votes) => {
    for (let k = 1; k < votes.length; k++) if (votes[k] > votes[winners[i]]) winners[i] = k
  })
  return winners
}

/** scikit-learn's "ovr" shape: votes + s / (3 (|s| + 1)) with s the sum of the class's scores; rows x classes. */
export function pairScores(pairs: PairScores): Float64Array {
  const answer = new Float64Array(pairs.rows * pairs.classes)
  eachRow(pairs, (i, votes, sums) => {
    sums.forEach((sum, k) => (answer[i * pairs.classes + k] = votes[k] + sum / (3 * (Math.abs(sum) + 1))))
  })
  return answer
}

function eachRow(
  { rows, classes, scores }: PairScores,
  visit: (i: number, votes: Int32Array, sums: Float64Array) => void,
): void {
  const votes = new Int32Array(classes)
  const sums = new Float64Array(classes)
  let at = 0
  for (let i = 0; i < rows; i++) {
    votes.fill(0)
    sums.fill(0)
    for (let first = 0; first < classes; first++) {
      for (let second = first + 1; second < classes; second++) {
        const score = scores[at++]
        // A score of exactly 0 goes to the second, as in libsvm.
        votes[score > 0 ? first : second]++
        sums[first] += score
        sums[second] -= score
      }
    }
    visit(i, votes, sums)
  }
}
