import { noLabel } from '#learn/datasets/digit-set.ts'
import { isWrong, scoresOf, type Judged } from '#renderer/digits/judged.ts'

export interface HistogramPart {
  right: number[]
  wrong: number[]
}

export interface ScoreHistogram {
  bins: number
  /** Ends of the axis: 0 and 1 for probabilities, as far to both sides for margins. */
  from: number
  to: number
  /** The class's own samples by how much the model takes them for it. */
  own: HistogramPart
  /** All others by how much it takes them for something else: 1 - P, or the margin turned round. */
  others: HistogramPart
}

/** How sure the model is of one class, split by right and wrong; of `rows` alone where they are given, on the axis of all. */
export function scoreHistogram(judged: Judged, label: number, bins = 100, rows = judged.labelled): ScoreHistogram {
  const scores = scoresOf(judged, label)
  const [from, to] = axisOf(judged, scores)
  const zeros = (): HistogramPart => ({ right: Array<number>(bins).fill(0), wrong: Array<number>(bins).fill(0) })
  const parts = { own: zeros(), others: zeros() }
  for (const row of rows) {
    if (judged.actual[row] === noLabel) continue
    const own = judged.actual[row] === label
    const part = own ? parts.own : parts.others
    const half = isWrong(judged, row) ? part.wrong : part.right
    half[binOf(own ? scores[row] : turned(judged, scores[row]), from, to, bins)]++
  }
  return { bins, from, to, ...parts }
}

/** The rows behind the bins from `first` to `last`, of the class's own samples or of all others. */
export function rowsOfBins(
  judged: Judged,
  label: number,
  { from, to, bins }: Pick<ScoreHistogram, 'from' | 'to' | 'bins'>,
  [first, last]: readonly [number, number],
  own: boolean,
): Uint32Array {
  const scores = scoresOf(judged, label)
  return judged.labelled.filter((row) => {
    if ((judged.actual[row] === label) !== own) return false
    const bin = binOf(own ? scores[row] : turned(judged, scores[row]), from, to, bins)
    return bin >= first && bin <= last
  })
}

/** As numpy's histogram: the last bin holds its upper end too. */
function binOf(value: number, from: number, to: number, bins: number): number {
  return Math.min(bins - 1, Math.max(0, Math.floor(((value - from) / (to - from)) * bins)))
}

function turned({ scoreKind }: Judged, score: number): number {
  return scoreKind === 'probability' ? 1 - score : -score
}

function axisOf({ scoreKind, labelled }: Judged, scores: Float32Array): [number, number] {
  if (scoreKind === 'probability') return [0, 1]
  const largest = labelled.reduce((most, row) => Math.max(most, Math.abs(scores[row])), 0)
  return [-(largest || 1), largest || 1]
}
