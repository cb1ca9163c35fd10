import type { FittedClassifier } from '../estimator.ts'
import type { FittedOneVsRest } from '../multiclass/one-vs-rest-classifier.ts'
import type { FittedSVC } from '../svm/svc.ts'
import type { FittedVirtualSupportVectors } from '../svm/virtual-support-vectors.ts'

export interface SupportFigures {
  /** One-vs-rest: of every problem. Else: of every class. */
  perClass: number[]
  /** Different training digits among them. */
  union: number
}

/** How many support vectors a fitted classifier rests on; null where it has none. */
export function supportFigures(classifier: FittedClassifier): SupportFigures | null {
  if (isSVC(classifier)) {
    return { perClass: supportOfClasses(classifier), union: classifier.supportRows.length }
  }
  if (classifier.kind === 'VirtualSupportVectors') {
    return supportFigures((classifier as FittedVirtualSupportVectors).estimator)
  }
  if (classifier.kind !== 'OneVsRestClassifier') return null
  const { estimators } = classifier as FittedOneVsRest
  if (estimators.length === 0 || !estimators.every(isSVC)) return null
  return {
    perClass: estimators.map(({ machines }) => machines.reduce((sum, { vectors }) => sum + vectors.length, 0)),
    union: new Set(estimators.flatMap(({ supportRows }) => [...supportRows])).size,
  }
}

/** Kernel rows that were computed in fitting, by all fits together; null where there were none. */
export function kernelRowsOf(classifier: FittedClassifier): number | null {
  if (isSVC(classifier)) return classifier.kernelRows
  if (classifier.kind === 'VirtualSupportVectors') {
    const { firstKernelRows, estimator } = classifier as FittedVirtualSupportVectors
    return firstKernelRows + (kernelRowsOf(estimator) ?? 0)
  }
  if (classifier.kind !== 'OneVsRestClassifier') return null
  const { estimators } = classifier as FittedOneVsRest
  if (estimators.length === 0 || !estimators.every(isSVC)) return null
  // Models of one fit share their support vectors, and each says what all of them took.
  const fits = new Map(estimators.map(({ supportRows, kernelRows }) => [supportRows, kernelRows]))
  return [...fits.values()].reduce((sum, rows) => sum + rows, 0)
}

function isSVC(classifier: FittedClassifier): classifier is FittedSVC {
  return classifier.kind === 'SVC'
}

/** A machine's vectors with positive coefficients are of its first class; with two classes, of the larger label. */
function supportOfClasses({ machines, classes }: FittedSVC): number[] {
  const members = classes.map(() => new Set<number>())
  let machine = 0
  for (let i = 0; i < classes.length; i++) {
    for (let j = i + 1; j < classes.length; j++) {
      const { vectors, coefficients } = machines[machine++]
      const [positive, negative] = classes.length === 2 ? [j, i] : [i, j]
      vectors.forEach((vector, n) => members[coefficients[n] > 0 ? positive : negative].add(vector))
    }
  }
  return members.map(({ size }) => size)
}
