import type { FittedClassifier } from '../estimator.ts'
import { rowReader } from '../feature-rows.ts'
import type { Features } from '../features.ts'
import { type FittedPipeline, transform } from '../pipeline/pipeline.ts'
import { kernelValue } from '../svm/kernel.ts'
import type { Machine } from '../svm/machine.ts'
import type { FittedSVC } from '../svm/svc.ts'

/** A kernel machine's score of one digit, taken apart: score = sum of contributions + intercept. */
export interface SupportShares {
  /** The class for which a positive score speaks. */
  label: number
  /** The class it speaks against; null: all others. */
  against: number | null
  score: number
  intercept: number
  /** By support vector: row among the training digits, kernel value, alpha y K. */
  rows: Int32Array
  similarities: Float64Array
  contributions: Float64Array
}

/** null where the pipeline does not end in a kernel machine. `against` counts only where pairs of classes were trained. */
export function supportShares(
  fitted: FittedPipeline,
  digit: Features,
  label: number,
  against: number,
): SupportShares | null {
  const found = machineFor(fitted.classifier, label, against)
  if (found === null) return null
  const { svc, machine, sign, versus } = found
  const { kernel, support, supportRows } = svc
  const x = rowOf(transform(fitted, digit), 0)
  const vector = new Float64Array(support.columns)
  const read = rowReader(support)
  const count = machine.vectors.length
  const similarities = new Float64Array(count)
  const contributions = new Float64Array(count)
  let score = sign * machine.intercept
  for (let v = 0; v < count; v++) {
    read(machine.vectors[v], vector)
    let product = 0
    let distance = 0
    for (let j = 0; j < x.length; j++) {
      product += x[j] * vector[j]
      distance += (x[j] - vector[j]) ** 2
    }
    similarities[v] = kernelValue(kernel, product, distance)
    contributions[v] = sign * machine.coefficients[v] * similarities[v]
    score += contributions[v]
  }
  const rows = machine.vectors.map((at) => supportRows[at])
  return { label, against: versus, score, intercept: sign * machine.intercept, rows, similarities, contributions }
}

interface Found {
  svc: FittedSVC
  machine: Machine
  /** -1 where the machine speaks for the other class. */
  sign: 1 | -1
  versus: number | null
}

function machineFor(classifier: FittedClassifier, label: number, against: number): Found | null {
  if (isSvc(classifier)) {
    const { classes, machines } = classifier
    const i = classes.indexOf(label)
    const j = classes.indexOf(against)
    if (i < 0) return null
    if (machines.length === 1) return { svc: classifier, machine: machines[0], sign: i === 1 ? 1 : -1, versus: null }
    if (j < 0 || i === j) return null
    const [low, high] = i < j ? [i, j] : [j, i]
    // Pairs stand in the order (0, 1), (0, 2), ... (1, 2), ...
    const at = low * classes.length - (low * (low + 1)) / 2 + (high - low - 1)
    return { svc: classifier, machine: machines[at], sign: i < j ? 1 : -1, versus: against }
  }
  const { estimators } = classifier as FittedClassifier & { estimators?: FittedClassifier[] }
  if (estimators === undefined || estimators.length === 0) return null
  const k = classifier.classes.indexOf(label)
  if (k < 0) return null
  if (estimators.length === 1) return machineFor(estimators[0], estimators[0].classes[k], NaN)
  return machineFor(estimators[k], 1, NaN)
}

function isSvc(classifier: FittedClassifier): classifier is FittedSVC {
  return classifier.kind === 'SVC'
}

function rowOf(X: Features, row: number): Float64Array {
  const values = new Float64Array(X.columns)
  rowReader(X)(row, values)
  return values
}
