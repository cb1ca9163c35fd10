import { AppError } from '../app-error.ts'
import { checkColumns, checkFinite, checkFitInput } from '../check-features.ts'
import { balancedWeights, sortedClasses } from '../class-labels.ts'
import type { Classifier, FittedClassifier } from '../estimator.ts'
import type { Features } from '../features.ts'
import type { FitContext } from '../fit-context.ts'
import { checkedParams } from '../params.ts'
import { expit, shareOfRow } from '../probabilities.ts'
import { fitLogistic, type LogisticSolution } from './fit-logistic.ts'
import { fitSaga } from './fit-saga.ts'
import { linearScores } from './linear-scores.ts'
import { logisticRegressionDeclaration as declaration } from './logistic-regression-declaration.ts'

export interface LogisticRegressionParams {
  solver: 'lbfgs' | 'saga' | 'sag'
  penalty: 'l2' | 'l1' | 'elasticnet' | 'none'
  l1Ratio: number
  C: number
  fitIntercept: boolean
  classWeight: 'none' | 'balanced'
  tol: number
  maxIter: number
}

/** For two classes one model, positive for the larger label; else one a class. */
export interface FittedLogisticRegression extends FittedClassifier {
  readonly kind: 'LogisticRegression'
  readonly columns: number
  readonly models: { coef: Float64Array; intercept: number }[]
  readonly iterations: number[]
  readonly converged: boolean
  readonly complete: boolean
}

/** scipy's default ftol, which scikit-learn 1.2.1 leaves as it is. */
const decreaseTolerance = 2.220446049250313e-9

/** scikit-learn's LogisticRegression with one-vs-rest problems. */
export class LogisticRegression implements Classifier<FittedLogisticRegression> {
  static readonly declaration = declaration
  private readonly params: Partial<LogisticRegressionParams>

  constructor(params: Partial<LogisticRegressionParams> = {}) {
    this.params = params
  }

  fit(X: Features, y: Uint8Array, context: FitContext): FittedLogisticRegression {
    checkFitInput('LogisticRegression', X, y, 'refused')
    const classes = sortedClasses(y)
    if (classes.length === 1) {
      throw new AppError(
        'one-class-only',
        `LogisticRegression needs at least two classes, but every label is ${classes[0]}.`,
      )
    }
    const solutions = this.solve(X, y, classes.length === 2 ? [classes[1]] : classes, context)
    return asFitted(classes, X.columns, solutions)
  }

  fitOneVsRest(X: Features, y: Uint8Array, classes: number[], context: FitContext): FittedLogisticRegression[] {
    checkFitInput('LogisticRegression', X, y, 'refused')
    return this.solve(X, y, classes, context).map((solution) => asFitted([0, 1], X.columns, [solution]))
  }

  private solve(X: Features, y: Uint8Array, labels: number[], context: FitContext): LogisticSolution[] {
    const params = checkedParams<LogisticRegressionParams>(declaration, this.params)
    const targets = labels.map((label) => {
      const [negativeWeight, positiveWeight] = params.classWeight === 'balanced' ? balancedWeights(y, label) : [1, 1]
      return { label, positiveWeight, negativeWeight }
    })
    const { solver, penalty } = params
    checkPenalty(params)
    const C = penalty === 'none' ? Infinity : params.C
    const l1Ratio = penalty === 'l1' ? 1 : penalty === 'elasticnet' ? params.l1Ratio : 0
    const solutions =
      solver === 'lbfgs'
        ? fitLogistic(X, y, targets, { ...params, C, decreaseTolerance }, context)
        : fitSaga(X, y, targets, { ...params, variant: solver, C, l1Ratio }, context)
    const unsettled = labels.filter((_, k) => solutions[k].outcome === 'limit')
    if (unsettled.length > 0) {
      const all = labels.length > 2 && unsettled.length === labels.length
      const who = labels.length === 1 ? '' : all ? ' for any digit' : ` for ${unsettled.join(', ')}`
      const advice = X.kind === 'pixels' && X.scale === null ? 'scale the pixels or allow' : 'allow'
      context.warn(
        `LogisticRegression reached its limit of ${params.maxIter} iterations before it settled${who}. ` +
          `The weights are usable; ${advice} more iterations for the exact optimum.`,
      )
    }
    return solutions
  }

  static decisionFunction(fitted: FittedLogisticRegression, X: Features, _context: FitContext): Float64Array {
    checkColumns('LogisticRegression', X, fitted.columns)
    checkFinite('LogisticRegression', X, 'refused')
    return linearScores(X, fitted.models)
  }

  static predictProba(fitted: FittedLogisticRegression, X: Features, context: FitContext): Float64Array {
    const scores = LogisticRegression.decisionFunction(fitted, X, context)
    if (fitted.models.length > 1) return shareOfRow(scores.map(expit), fitted.models.length)
    const both = new Float64Array(2 * X.rows)
    scores.forEach((score, i) => {
      both[2 * i + 1] = expit(score)
      both[2 * i] = 1 - both[2 * i + 1]
    })
    return both
  }

  static decisionFunctionOneVsRest(
    fitted: FittedLogisticRegression[],
    X: Features,
    _context: FitContext,
  ): Float64Array {
    for (const { columns } of fitted) checkColumns('LogisticRegression', X, columns)
    checkFinite('LogisticRegression', X, 'refused')
    return linearScores(
      X,
      fitted.map(({ models }) => models[0]),
    )
  }

  static predictProbaOneVsRest(fitted: FittedLogisticRegression[], X: Features, context: FitContext): Float64Array {
    return LogisticRegression.decisionFunctionOneVsRest(fitted, X, context).map(expit)
  }
}

function checkPenalty({ solver, penalty }: LogisticRegressionParams): void {
  if (solver === 'saga' || (penalty !== 'l1' && penalty !== 'elasticnet')) return
  throw new AppError(
    'invalid-argument',
    `LogisticRegression can take the penalty ${penalty} only with the solver saga, not with ${solver}.`,
    { hint: 'Choose the solver saga, or the penalty l2.' },
  )
}

function asFitted(classes: number[], columns: number, solutions: LogisticSolution[]): FittedLogisticRegression {
  return {
    kind: 'LogisticRegression',
    classes,
    columns,
    models: solutions.map(({ coef, intercept }) => ({ coef, intercept })),
    iterations: solutions.map(({ iterations }) => iterations),
    converged: solutions.every(({ outcome }) => outcome === 'converged'),
    complete: solutions.every(({ outcome }) => outcome !== 'stopped'),
  }
}
