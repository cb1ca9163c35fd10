import { checkFitInput } from '../check-features.ts'
import type { Classifier } from '../estimator.ts'
import type { Features } from '../features.ts'
import type { FitContext } from '../fit-context.ts'
import { checkedParams } from '../params.ts'
import { expit } from '../probabilities.ts'
import { fitLogistic, type LogisticSolution } from './fit-logistic.ts'
import { fitSaga } from './fit-saga.ts'
import {
  classesToTellApart,
  decisionFunction,
  decisionFunctionOneVsRest,
  type FittedLinear,
  linearTarget,
  logisticProbabilities,
} from './linear-classifier.ts'
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

export interface FittedLogisticRegression extends FittedLinear {
  readonly kind: 'LogisticRegression'
  readonly iterations: number[]
  readonly converged: boolean
  readonly complete: boolean
}

/** scipy's default ftol, which scikit-learn 1.2.1 leaves as it is. */
const decreaseTolerance = 2.220446049250313e-9

/** scikit-learn's LogisticRegression with one-vs-rest problems. */
export class LogisticRegression implements Classifier<FittedLogisticRegression> {
  static readonly declaration = declaration
  static readonly decisionFunction = decisionFunction
  static readonly decisionFunctionOneVsRest = decisionFunctionOneVsRest
  static readonly predictProba = logisticProbabilities
  private readonly params: Partial<LogisticRegressionParams>

  constructor(params: Partial<LogisticRegressionParams> = {}) {
    this.params = params
  }

  fit(X: Features, y: Uint8Array, context: FitContext): FittedLogisticRegression {
    checkFitInput('LogisticRegression', X, y, 'refused')
    const classes = classesToTellApart('LogisticRegression', y)
    const solutions = this.solve(X, y, classes.length === 2 ? [classes[1]] : classes, context)
    return asFitted(classes, X.columns, solutions)
  }

  fitOneVsRest(X: Features, y: Uint8Array, classes: number[], context: FitContext): FittedLogisticRegression[] {
    checkFitInput('LogisticRegression', X, y, 'refused')
    return this.solve(X, y, classes, context).map((solution) => asFitted([0, 1], X.columns, [solution]))
  }

  static predictProbaOneVsRest(fitted: FittedLogisticRegression[], X: Features): Float64Array {
    return decisionFunctionOneVsRest(fitted, X).map(expit)
  }

  private solve(X: Features, y: Uint8Array, labels: number[], context: FitContext): LogisticSolution[] {
    const params = checkedParams<LogisticRegressionParams>(declaration, this.params)
    const targets = labels.map((label) => linearTarget(y, label, params.classWeight))
    const { solver, penalty } = params
    const C = penalty === 'none' ? Infinity : params.C
    const l1Ratio = penalty === 'l1' ? 1 : penalty === 'elasticnet' ? params.l1Ratio : 0
    const solutions =
      solver === 'lbfgs'
        ? fitLogistic(X, y, targets, { ...params, C, decreaseTolerance }, context)
        : fitSaga(X, y, targets, { ...params, variant: solver, C, l1Ratio }, context)
    const advice = X.kind === 'pixels' && X.scale === null ? 'scale the pixels or allow' : 'allow'
    const limited = named(labels, solutions, 'limit')
    if (limited !== null) {
      context.warn(
        `LogisticRegression reached its limit of ${params.maxIter} iterations before it converged${limited}. ` +
          `The weights are usable; ${advice} more iterations for the exact optimum.`,
      )
    }
    const stuck = named(labels, solutions, 'stuck')
    if (stuck !== null) {
      context.warn(
        `LogisticRegression found no way further down before it converged${stuck}. ` +
          'The weights are usable; scale the pixels, or choose a larger tolerance.',
      )
    }
    return solutions
  }
}

/** For whom it ended so, to follow a sentence; null: for none. */
function named(labels: number[], solutions: LogisticSolution[], outcome: LogisticSolution['outcome']): string | null {
  const some = labels.filter((_, k) => solutions[k].outcome === outcome)
  if (some.length === 0) return null
  if (labels.length === 1) return ''
  return labels.length > 2 && some.length === labels.length ? ' for any digit' : ` for ${some.join(', ')}`
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
