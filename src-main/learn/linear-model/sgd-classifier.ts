import { AppError } from '../app-error.ts'
import { checkFitInput } from '../check-features.ts'
import type { Classifier } from '../estimator.ts'
import { denseInWorkspace } from '../feature-rows.ts'
import type { Features } from '../features.ts'
import type { FitContext } from '../fit-context.ts'
import { checkedParams } from '../params.ts'
import { noProbabilities } from '../probabilities.ts'
import { NumpyRandomState } from '../random/mt19937.ts'
import {
  classesToTellApart,
  decisionFunction,
  decisionFunctionOneVsRest,
  type FittedLinear,
  linearTarget,
  logisticProbabilities,
} from './linear-classifier.ts'
import { shareOfIterations } from './convergence.ts'
import type { LossName } from './loss.ts'
import { sgd, type LearningRate, type SgdResult, type SgdSettings } from './sgd.ts'
import { sgdClassifierDeclaration as declaration } from './sgd-classifier-declaration.ts'
import { fastSgdTakes, sgdPixels, type SgdTarget } from './sgd-pixels.ts'
import { checkStart } from './start-weights.ts'

export interface SGDClassifierParams {
  loss: LossName
  penalty: 'l2' | 'l1' | 'elasticnet' | 'none'
  alpha: number
  l1Ratio: number
  fitIntercept: boolean
  maxIter: number
  tol: number | 'none'
  shuffle: boolean
  learningRate: LearningRate
  eta0: number
  powerT: number
  average: number
  nIterNoChange: number
  classWeight: 'none' | 'balanced'
}

export interface FittedSGDClassifier extends FittedLinear {
  readonly kind: 'SGDClassifier'
  readonly loss: LossName
}

interface Target {
  label: number
  shuffleSeed: number
}

const largestInt = 2 ** 31 - 1

/** scikit-learn's SGDClassifier: linear models by stochastic gradient descent, the same weights for the same seed. */
export class SGDClassifier implements Classifier<FittedSGDClassifier> {
  static readonly declaration = declaration
  static readonly decisionFunction = decisionFunction
  static readonly decisionFunctionOneVsRest = decisionFunctionOneVsRest
  private readonly params: Partial<SGDClassifierParams>

  constructor(params: Partial<SGDClassifierParams> = {}) {
    this.params = params
  }

  /** Draws from `context.random` as scikit-learn draws from RandomState(seed). */
  fit(X: Features, y: Uint8Array, context: FitContext): FittedSGDClassifier {
    checkFitInput('SGDClassifier', X, y, 'refused')
    const classes = classesToTellApart('SGDClassifier', y)
    const targets =
      classes.length === 2
        ? [{ label: classes[1], shuffleSeed: shuffleSeedOf(context.random) }]
        : classes
            .map((label) => ({ label, seed: context.random.randint(0, largestInt) }))
            .map(({ label, seed }) => ({ label, shuffleSeed: shuffleSeedOf(new NumpyRandomState(seed)) }))
    const results = this.solve(X, y, targets, classes.length, context)
    return asFitted(classes, X.columns, this.loss(), results, context)
  }

  /** Every clone has the same seed, as in scikit-learn's OneVsRestClassifier. */
  fitOneVsRest(X: Features, y: Uint8Array, classes: number[], context: FitContext): FittedSGDClassifier[] {
    checkFitInput('SGDClassifier', X, y, 'refused')
    const shuffleSeed = shuffleSeedOf(context.random)
    const targets = classes.map((label) => ({ label, shuffleSeed }))
    return this.solve(X, y, targets, 2, context).map((result) =>
      asFitted([0, 1], X.columns, this.loss(), [result], context),
    )
  }

  private loss(): LossName {
    return checkedParams<SGDClassifierParams>(declaration, this.params).loss
  }

  private solve(X: Features, y: Uint8Array, labels: Target[], classes: number, context: FitContext): SgdResult[] {
    const params = checkedParams<SGDClassifierParams>(declaration, this.params)
    const settings: SgdSettings = { ...params, tol: params.tol === 'none' ? null : params.tol }
    const start = checkStart(context.start, labels.length, X.columns)
    if (start && params.average > 0) {
      throw new AppError(
        'invalid-argument',
        'Averaged weights cannot be gone on from: those behind the average are not kept.',
      )
    }
    const targets = labels.map(({ label, shuffleSeed }, k) => {
      const { positiveWeight, negativeWeight } = linearTarget(y, label, params.classWeight, classes)
      return { positive: label, positiveWeight, negativeWeight, shuffleSeed, start: start?.[k] ?? null }
    })
    const results =
      X.kind === 'pixels' && fastSgdTakes(settings)
        ? sgdPixels({ ...settings, X, labels: y, targets }, context)
        : onDenseRows(settings, X, y, targets, context)
    if (results.some((result) => !result.converged) && params.tol !== 'none' && !context.stop.stopped) {
      context.warn(
        `SGDClassifier reached its limit of ${params.maxIter} epochs before it converged. ` +
          'Five epochs are often good enough; for a converged model allow more.',
      )
    }
    return results.map((result, k) => ({
      ...result,
      iterations: result.iterations + (start?.[k].iterations ?? 0),
    }))
  }

  static givesProbabilities(fitted: FittedSGDClassifier): boolean {
    return fitted.loss === 'log_loss'
  }

  static predictProba(fitted: FittedSGDClassifier, X: Features): Float64Array {
    if (!SGDClassifier.givesProbabilities(fitted)) throw noProbabilities(`SGDClassifier with ${fitted.loss} loss`)
    return logisticProbabilities(fitted, X)
  }
}

/** The first draw seeds scikit-learn's dataset, which SGD does not use; the second is the seed of the shuffle. */
function shuffleSeedOf(random: FitContext['random']): number {
  random.randint(1, largestInt)
  return random.randint(0, largestInt)
}

function onDenseRows(
  settings: SgdSettings,
  X: Features,
  y: Uint8Array,
  targets: SgdTarget[],
  { stop, progress, workspace }: FitContext,
): SgdResult[] {
  const mark = workspace.mark()
  try {
    const { rows, columns, values } = denseInWorkspace(X, workspace, stop)
    return targets.map((target, k) => {
      let own = 0
      return sgd({
        ...settings,
        ...target,
        values,
        rows,
        columns,
        target: Float64Array.from(y, (label) => (label === target.positive ? 1 : -1)),
        stop,
        onEpoch: (course, objective) => {
          own = Math.max(own, shareOfIterations([course]))
          progress({ phase: 'fitting', fraction: (k + own) / targets.length, objective })
        },
      })
    })
  } finally {
    workspace.release(mark)
  }
}

function asFitted(
  classes: number[],
  columns: number,
  loss: LossName,
  results: SgdResult[],
  { stop }: FitContext,
): FittedSGDClassifier {
  return {
    kind: 'SGDClassifier',
    classes,
    columns,
    loss,
    models: results.map(({ coef, intercept }) => ({ coef, intercept })),
    iterations: results.map(({ iterations }) => iterations),
    converged: results.every(({ converged }) => converged),
    complete: !stop.stopped,
  }
}
