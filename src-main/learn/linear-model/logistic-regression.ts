import { AppError } from '../app-error.ts'
import { checkColumns, checkFinite, checkFitInput } from '../check-features.ts'
import { balancedWeights, sortedClasses } from '../class-labels.ts'
import type { Classifier, FittedClassifier } from '../estimator.ts'
import type { Features } from '../features.ts'
import type { FitContext } from '../fit-context.ts'
import { checkedParams } from '../params.ts'
import type { EstimatorDeclaration } from '../pipeline/pipeline-spec.ts'
import { expit, shareOfRow } from '../probabilities.ts'
import { fitLogistic, type LogisticSolution } from './fit-logistic.ts'
import { linearScores } from './linear-scores.ts'

export interface LogisticRegressionParams {
  solver: 'lbfgs'
  penalty: 'l2' | 'none'
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

const declaration: EstimatorDeclaration = {
  kind: 'LogisticRegression',
  label: 'Logistic regression',
  help: 'Weighs every pixel for and against a digit and turns the sum into a probability.',
  role: 'classifier',
  params: [
    {
      name: 'solver',
      label: 'Solver',
      help: 'How the weights are found. L-BFGS goes over all digits at every step and settles quickly.',
      type: 'choice',
      options: [{ value: 'lbfgs', label: 'L-BFGS' }],
      default: 'lbfgs',
    },
    {
      name: 'penalty',
      label: 'Penalty',
      help: 'Keeps weights small, so that the model does not learn single digits by heart.',
      type: 'choice',
      options: [
        { value: 'l2', label: 'Squared weights' },
        { value: 'none', label: 'None' },
      ],
      default: 'l2',
    },
    {
      name: 'C',
      label: 'C',
      help: 'How much mistakes count against large weights; lower it when the test digits do worse than the training digits.',
      type: 'number',
      min: 0,
      minExclusive: true,
      max: Infinity,
      scale: 'log',
      default: 1,
    },
    {
      name: 'tol',
      label: 'Tolerance',
      help: 'Stops when no weight would change the loss by more than this; smaller is more exact and slower.',
      type: 'number',
      min: 0,
      minExclusive: true,
      max: Infinity,
      scale: 'log',
      default: 1e-4,
    },
    {
      name: 'maxIter',
      label: 'Iterations at most',
      help: 'Stops after so many steps even if it has not settled; raise it when told so.',
      type: 'number',
      min: 1,
      max: 1_000_000,
      integer: true,
      step: 10,
      default: 100,
    },
    {
      name: 'fitIntercept',
      label: 'Free intercept',
      help: 'Lets a digit be more or less likely from the start; leave it on.',
      type: 'boolean',
      default: true,
    },
    {
      name: 'classWeight',
      label: 'Class weights',
      help: 'Balanced makes rare digits count as much as frequent ones.',
      type: 'choice',
      options: [
        { value: 'none', label: 'All alike' },
        { value: 'balanced', label: 'Balanced' },
      ],
      default: 'none',
    },
  ],
}

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
    const C = params.penalty === 'none' ? Infinity : params.C
    const solutions = fitLogistic(X, y, targets, { ...params, C, decreaseTolerance }, context)
    const unsettled = labels.filter((_, k) => solutions[k].outcome === 'limit')
    if (unsettled.length > 0) {
      const who = labels.length === 1 ? '' : ` for ${unsettled.join(', ')}`
      context.warn(
        `LogisticRegression reached its limit of ${params.maxIter} iterations before it settled${who}. ` +
          'The weights are usable; allow more iterations or scale the pixels for the exact optimum.',
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
