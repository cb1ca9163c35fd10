import { AppError } from '../app-error.ts'
import { checkColumns, checkFinite, checkFitInput } from '../check-features.ts'
import { sortedClasses } from '../class-labels.ts'
import { copyStoppably } from '../copy-stoppably.ts'
import type { Answers, Classifier, FittedClassifier } from '../estimator.ts'
import type { Features } from '../features.ts'
import type { FitContext, StopSignal } from '../fit-context.ts'
import { highestScore } from '../multiclass/highest-score.ts'
import { checkedParams } from '../params.ts'
import { shareOfRow } from '../probabilities.ts'
import { checkRoom } from '../workspace-arrays.ts'
import { mostColumns, nearestPixels, pixelSamples, type PixelSamples, samplesAsFeatures } from './nearest-pixels.ts'
import { nearestRows } from './nearest-rows.ts'
import { neighborVotes, type NeighborWeights } from './neighbor-votes.ts'
import type { Neighbors } from './neighbors.ts'
import { kNeighborsClassifierDeclaration as declaration } from './k-neighbors-classifier-declaration.ts'

export interface KNeighborsParams {
  nNeighbors: number
  weights: NeighborWeights
}

/** The training digits themselves. */
export interface FittedKNeighbors extends FittedClassifier {
  readonly kind: 'KNeighborsClassifier'
  readonly columns: number
  readonly nNeighbors: number
  readonly weights: NeighborWeights
  readonly labels: Uint8Array
  /** Grey levels as they are give exact distances in whole numbers; everything else is compared as numbers. */
  readonly samples: { form: 'greys'; greys: PixelSamples } | { form: 'values'; values: Features }
}

/** scikit-learn's KNeighborsClassifier by brute force, with Euclidean distance. */
export class KNeighborsClassifier implements Classifier<FittedKNeighbors> {
  static readonly declaration = declaration
  private readonly params: Partial<KNeighborsParams>

  constructor(params: Partial<KNeighborsParams> = {}) {
    this.params = params
  }

  fit(X: Features, y: Uint8Array, context: FitContext): FittedKNeighbors {
    return this.remember(X, y, context)
  }

  /** One copy of the training digits serves all problems. */
  fitOneVsRest(X: Features, y: Uint8Array, classes: number[], context: FitContext): FittedKNeighbors[] {
    const all = this.remember(X, y, context)
    return classes.map((positive) => ({ ...all, classes: [0, 1], labels: y.map((own) => (own === positive ? 1 : 0)) }))
  }

  private remember(X: Features, y: Uint8Array, { workspace, stop }: FitContext): FittedKNeighbors {
    const { nNeighbors, weights } = checkedParams<KNeighborsParams>(declaration, this.params)
    checkFitInput('KNeighborsClassifier', X, y, 'refused')
    if (nNeighbors > X.rows) {
      throw new AppError(
        'invalid-argument',
        `KNeighborsClassifier cannot ask ${nNeighbors} neighbours: there are only ${X.rows} training digits.`,
        { hint: 'Choose fewer neighbours or train on more rows.' },
      )
    }
    checkRoom(bytesKept(X), workspace)
    return {
      kind: 'KNeighborsClassifier',
      classes: sortedClasses(y),
      columns: X.columns,
      nNeighbors,
      weights,
      labels: y.slice(),
      samples: isGrey(X)
        ? { form: 'greys', greys: pixelSamples(X, stop) }
        : { form: 'values', values: copyOf(X, stop) },
    }
  }

  static answers(fitted: FittedKNeighbors, X: Features, context: FitContext): Answers {
    const { classes } = fitted
    const votes = votesOf(fitted, X, context)
    // With two classes highestScore would want one column.
    const labels = classes.length === 2 ? largerVote(votes, classes) : highestScore(votes, classes, 'first')
    const probabilities = shareOfRow(votes, classes.length)
    return { labels, decision: decisionOf(probabilities, classes), probabilities }
  }

  /** The probabilities; for two classes the second less the first. */
  static decisionFunction(fitted: FittedKNeighbors, X: Features, context: FitContext): Float64Array {
    return KNeighborsClassifier.answers(fitted, X, context).decision
  }

  static predictProba(fitted: FittedKNeighbors, X: Features, context: FitContext): Float64Array {
    return shareOfRow(votesOf(fitted, X, context), fitted.classes.length)
  }

  static predict(fitted: FittedKNeighbors, X: Features, context: FitContext): Uint8Array {
    return KNeighborsClassifier.answers(fitted, X, context).labels
  }

  /** The second probability less the first, of every problem: rows x problems. */
  static decisionFunctionOneVsRest(fitted: FittedKNeighbors[], X: Features, context: FitContext): Float64Array {
    return KNeighborsClassifier.predictProbaOneVsRest(fitted, X, context).map((share) => share - (1 - share))
  }

  /** All problems share their rows, so one search answers for all. */
  static predictProbaOneVsRest(fitted: FittedKNeighbors[], X: Features, context: FitContext): Float64Array {
    const found = KNeighborsClassifier.neighbors(fitted[0], X, context)
    const shares = new Float64Array(X.rows * fitted.length)
    fitted.forEach(({ nNeighbors, labels, classes, weights }, k) => {
      const both = shareOfRow(neighborVotes(found, nNeighbors, labels, classes, weights), 2)
      for (let i = 0; i < X.rows; i++) shares[i * fitted.length + k] = both[2 * i + 1]
    })
    return shares
  }

  static neighbors(fitted: FittedKNeighbors, X: Features, context: FitContext): Neighbors {
    checkColumns('KNeighborsClassifier', X, fitted.columns)
    checkFinite('KNeighborsClassifier', X, 'refused')
    const { samples, nNeighbors } = fitted
    if (samples.form === 'values') return nearestRows(samples.values, X, nNeighbors, context)
    if (isGrey(X)) return nearestPixels(samples.greys, X, nNeighbors, context)
    return nearestRows(samplesAsFeatures(samples.greys), X, nNeighbors, context)
  }
}

function votesOf(fitted: FittedKNeighbors, X: Features, context: FitContext): Float64Array {
  const { nNeighbors, labels, classes, weights } = fitted
  return neighborVotes(KNeighborsClassifier.neighbors(fitted, X, context), nNeighbors, labels, classes, weights)
}

function isGrey(X: Features): X is Extract<Features, { kind: 'pixels' }> {
  return X.kind === 'pixels' && X.rowNorm === null && X.mean === null && X.scale === null && X.columns <= mostColumns
}

/** A fitted classifier outlives the memory of its fit. */
function copyOf(X: Features, stop: StopSignal): Features {
  if (X.kind === 'dense') return { ...X, values: copyStoppably(X.values, new Float64Array(X.values.length), stop) }
  const { selected, rowNorm, mean, scale } = X
  const pixels = X.pixels.subarray(0, X.rows * X.stride)
  return {
    ...X,
    pixels: copyStoppably(pixels, new Uint8Array(pixels.length), stop),
    selected: selected.slice(),
    rowNorm: rowNorm && rowNorm.slice(),
    mean: mean && mean.slice(),
    scale: scale && scale.slice(),
  }
}

function decisionOf(probabilities: Float64Array, classes: number[]): Float64Array {
  if (classes.length !== 2) return probabilities
  return Float64Array.from(
    { length: probabilities.length / 2 },
    (_, i) => probabilities[2 * i + 1] - probabilities[2 * i],
  )
}

/** Of the copy of the training digits. */
function bytesKept(X: Features): number {
  if (X.kind === 'dense') return X.rows * X.columns * 8
  const { rows, columns, stride } = X
  return isGrey(X) ? rows * (columns + 4) : rows * (stride + 8)
}

function largerVote(votes: Float64Array, [smaller, larger]: number[]): Uint8Array {
  return Uint8Array.from({ length: votes.length / 2 }, (_, i) => (votes[2 * i + 1] > votes[2 * i] ? larger : smaller))
}
