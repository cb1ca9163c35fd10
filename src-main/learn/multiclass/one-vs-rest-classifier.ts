import { checkColumns, checkFitInput } from '../check-features.ts'
import { sortedClasses } from '../class-labels.ts'
import type { Answers, Classifier, FittedClassifier } from '../estimator.ts'
import type { Features } from '../features.ts'
import type { FitContext } from '../fit-context.ts'
import { checkedParams } from '../params.ts'
import {
  type AnyClassifier,
  type AnyClassifierClass,
  classifierClass,
  givesProbabilities,
} from '../pipeline/class-table.ts'
import { noProbabilities, shareOfRow } from '../probabilities.ts'
import { partOfProgress } from '../part-of-progress.ts'
import { highestScore, type TieRule } from './highest-score.ts'
import { oneVsRestClassifierDeclaration as declaration } from './one-vs-rest-classifier-declaration.ts'

export interface OneVsRestParams {
  ties: TieRule
}

/** One estimator a class; for two classes one (positive: the larger label), for a single class none. */
export interface FittedOneVsRest extends FittedClassifier {
  readonly kind: 'OneVsRestClassifier'
  readonly columns: number
  readonly ties: TieRule
  readonly estimators: FittedClassifier[]
}

/**
 * scikit-learn's OneVsRestClassifier: one two-class model a class, of which the highest score answers (Rifkin and Klautau 2004); `ties` says which
 * of equal ones. A single class is the answer to everything, with a warning.
 */
export class OneVsRestClassifier implements Classifier<FittedOneVsRest> {
  static readonly declaration = declaration
  private readonly estimator: AnyClassifier
  private readonly params: Partial<OneVsRestParams>

  constructor({ estimator, ...params }: { estimator: AnyClassifier } & Partial<OneVsRestParams>) {
    this.estimator = estimator
    this.params = params
  }

  fit(X: Features, y: Uint8Array, context: FitContext): FittedOneVsRest {
    const { ties } = checkedParams<OneVsRestParams>(declaration, this.params)
    checkFitInput('OneVsRestClassifier', X, y, 'allowed')
    const classes = sortedClasses(y)
    if (classes.length === 1) {
      context.warn(`All training digits are labelled ${classes[0]}, so that is always the answer.`)
    }
    const positives = classes.length === 1 ? [] : classes.length === 2 ? [classes[1]] : classes
    const estimators =
      positives.length === 0
        ? []
        : (this.estimator.fitOneVsRest?.(X, y, positives, context) ?? this.fitEach(X, y, positives, context))
    return {
      kind: 'OneVsRestClassifier',
      classes,
      columns: X.columns,
      ties,
      estimators,
      iterations: estimators.flatMap(({ iterations }) => iterations ?? []),
      converged: estimators.every(({ converged }) => converged !== false),
      complete: estimators.every(({ complete }) => complete !== false),
    }
  }

  private fitEach(X: Features, y: Uint8Array, positives: number[], context: FitContext): FittedClassifier[] {
    return positives.map((positive, k) => {
      const part = partOfProgress(context, k / positives.length, (k + 1) / positives.length)
      const own = y.map((label) => (label === positive ? 1 : 0))
      return this.estimator.fit(X, own, {
        ...part,
        start: part.start && [part.start[k]],
        progress: (state) => part.progress({ ...state, phase: `${state.phase}, digit ${positive}` }),
        warn: (warning) => context.warn(`Digit ${positive}: ${warning}`),
      })
    })
  }

  static decisionFunction(fitted: FittedOneVsRest, X: Features, context: FitContext): Float64Array {
    checkColumns('OneVsRestClassifier', X, fitted.columns)
    if (fitted.estimators.length === 0) return new Float64Array(X.rows)
    const entry = classOf(fitted)
    if (entry.decisionFunctionOneVsRest) return entry.decisionFunctionOneVsRest(fitted.estimators, X, context)
    return columnByColumn(fitted, X.rows, (estimator) => entry.decisionFunction(estimator, X, context))
  }

  /** Each model's own probability, divided by their sum. */
  static predictProba(fitted: FittedOneVsRest, X: Features, context: FitContext): Float64Array {
    checkColumns('OneVsRestClassifier', X, fitted.columns)
    if (fitted.estimators.length === 0) return new Float64Array(X.rows).fill(1)
    const positive = positiveProbabilities(fitted, X, context)
    if (fitted.classes.length > 2) return shareOfRow(positive, fitted.classes.length)
    return Float64Array.from({ length: 2 * X.rows }, (_, at) =>
      at % 2 === 1 ? positive[(at - 1) / 2] : 1 - positive[at / 2],
    )
  }

  static predict(fitted: FittedOneVsRest, X: Features, context: FitContext): Uint8Array {
    const scores = OneVsRestClassifier.decisionFunction(fitted, X, context)
    return highestScore(scores, fitted.classes, fitted.ties)
  }

  static answers(fitted: FittedOneVsRest, X: Features, context: FitContext): Answers {
    const decision = OneVsRestClassifier.decisionFunction(fitted, X, context)
    const labels = highestScore(decision, fitted.classes, fitted.ties)
    const proba = OneVsRestClassifier.givesProbabilities(fitted)
    return { labels, decision, probabilities: proba ? OneVsRestClassifier.predictProba(fitted, X, context) : null }
  }

  static givesProbabilities(fitted: FittedOneVsRest): boolean {
    return fitted.estimators.every(givesProbabilities)
  }
}

function classOf(fitted: FittedOneVsRest): AnyClassifierClass {
  return classifierClass(fitted.estimators[0].kind)
}

function positiveProbabilities(fitted: FittedOneVsRest, X: Features, context: FitContext): Float64Array {
  const entry = classOf(fitted)
  if (entry.predictProbaOneVsRest) return entry.predictProbaOneVsRest(fitted.estimators, X, context)
  const { predictProba } = entry
  if (!predictProba) throw noProbabilities(fitted.estimators[0].kind)
  return columnByColumn(fitted, X.rows, (estimator) =>
    predictProba.call(entry, estimator, X, context).filter((_, at) => at % 2 === 1),
  )
}

/** One value a row from every estimator, as rows x estimators. */
function columnByColumn(
  { estimators }: FittedOneVsRest,
  rows: number,
  valuesOf: (estimator: FittedClassifier) => Float64Array,
): Float64Array {
  const table = new Float64Array(rows * estimators.length)
  estimators.forEach((estimator, k) => {
    valuesOf(estimator).forEach((value, i) => (table[i * estimators.length + k] = value))
  })
  return table
}
