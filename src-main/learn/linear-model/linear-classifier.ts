import { AppError } from '../app-error.ts'
import { checkColumns, checkFinite } from '../check-features.ts'
import { balancedWeights, sortedClasses } from '../class-labels.ts'
import type { FittedClassifier } from '../estimator.ts'
import type { Features } from '../features.ts'
import { expit, shareOfRow } from '../probabilities.ts'
import { type LinearModel, linearScores } from './linear-scores.ts'

/** What logistic regression, SGD and the linear support vector machine come to. */
export interface FittedLinear extends FittedClassifier {
  readonly columns: number
  /** For two classes one model, positive for the larger label; else one a class. */
  readonly models: LinearModel[]
}

/** One label against the rest, and what the rows of either side weigh. */
export interface LinearTarget {
  label: number
  positiveWeight: number
  negativeWeight: number
}

/** The labels, at least two. */
export function classesToTellApart(kind: string, y: Uint8Array): number[] {
  const classes = sortedClasses(y)
  if (classes.length > 1) return classes
  throw new AppError('one-class-only', `${kind} needs at least two classes, but every label is ${classes[0]}.`)
}

/**
 * Balanced, of n rows with n_k of the label: n / (2 n_k) for it and n / (2 (n - n_k)) for the rest. SGDClassifier and LinearSVC with `classes` > 2
 * weigh as scikit-learn does there: n / (classes n_k) for the label, but 1 for the rest.
 */
export function linearTarget(
  y: Uint8Array,
  label: number,
  classWeight: 'none' | 'balanced',
  classes = 2,
): LinearTarget {
  if (classWeight === 'none') return { label, positiveWeight: 1, negativeWeight: 1 }
  const [negativeWeight, positiveWeight] = balancedWeights(y, label)
  if (classes > 2) return { label, positiveWeight: (positiveWeight * 2) / classes, negativeWeight: 1 }
  return { label, positiveWeight, negativeWeight }
}

/** rows x models. */
export function decisionFunction({ kind, columns, models }: FittedLinear, X: Features): Float64Array {
  checkColumns(kind, X, columns)
  checkFinite(kind, X, 'refused')
  return linearScores(X, models)
}

/** Of several two-class models: rows x models. */
export function decisionFunctionOneVsRest(fitted: FittedLinear[], X: Features): Float64Array {
  for (const { kind, columns } of fitted) checkColumns(kind, X, columns)
  return decisionFunction({ ...fitted[0], models: fitted.map(({ models }) => models[0]) }, X)
}

/** rows x classes: the logistic function of every score, divided by their sum where there are more than two classes. */
export function logisticProbabilities(fitted: FittedLinear, X: Features): Float64Array {
  const scores = decisionFunction(fitted, X)
  if (fitted.models.length > 1) return shareOfRow(scores.map(expit), fitted.models.length)
  const both = new Float64Array(2 * X.rows)
  scores.forEach((score, i) => {
    both[2 * i + 1] = expit(score)
    both[2 * i] = 1 - both[2 * i + 1]
  })
  return both
}
