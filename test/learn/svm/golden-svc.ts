import { expect } from 'vitest'
import { rowRange } from '#learn/feature-rows.ts'
import type { FitContext } from '#learn/fit-context.ts'
import { StandardScaler } from '#learn/preprocessing/standard-scaler.ts'
import type { FittedSVC } from '#learn/svm/svc.ts'
import { testDigits, trainDigits } from '../golden-digits.ts'
import { scaledDigits, trainLabels } from '../linear-model/scaled-digits.ts'

export const digits = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]
export const rows = 700
export const labels = trainLabels.subarray(0, rows)

export const goldenCases = [
  { name: 'svc_poly2_digits', threshold: 0, params: { kernel: 'poly', degree: 2 } },
  { name: 'svc_poly3_digits_pipeline_e', threshold: 20, params: { kernel: 'poly', degree: 3 } },
  { name: 'svc_poly4_digits', threshold: 0, params: { kernel: 'poly', degree: 4 } },
  { name: 'svc_rbf_digits_pipeline_f', threshold: -1, params: { kernel: 'rbf' } },
  { name: 'svc_sigmoid_digits_pipeline_g', threshold: -1, params: { kernel: 'sigmoid' } },
] as const

export function goldenData(threshold: number, context: FitContext) {
  const { train, test } = threshold < 0 ? scaledWhole(context) : scaledDigits(context, threshold)
  return { train: rowRange(train, 0, rows), test }
}

/** Constant columns stay, divided by 1. */
function scaledWhole(context: FitContext) {
  const scaler = new StandardScaler().fit(trainDigits.X, null, context)
  return {
    train: StandardScaler.transform(scaler, trainDigits.X),
    test: StandardScaler.transform(scaler, testDigits.X),
  }
}

/** Row numbers and alpha y, as scikit-learn lists them: the negative class first. */
export function supportOf({ machines, supportRows }: FittedSVC) {
  const [{ vectors, coefficients }] = machines
  const order = [...vectors.keys()].sort(
    (a, b) => Math.sign(coefficients[a]) - Math.sign(coefficients[b]) || vectors[a] - vectors[b],
  )
  return { rows: order.map((i) => supportRows[vectors[i]]), dual: order.map((i) => coefficients[i]) }
}

export function largestDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  expect(a.length).toBe(b.length)
  return Array.from(a).reduce((most, value, i) => Math.max(most, Math.abs(value - b[i])), 0)
}

/** What scikit-learn says of one fit. */
export interface WantedMachine {
  n_iter_: number
  support_: number[]
  dual_coef_: number[]
  intercept_: number
  gamma: number
  decision: number[]
  dual_objective: number
}

export interface WantedFits {
  binary: { cls: number; default_tol: WantedMachine; 'tol_1e-10': WantedMachine }[]
  predict: number[]
  accuracy: number
}

/** Of the dual: half of sum alpha_i y_i (f(x_i) - b), less sum alpha_i. `values` are f at the support vectors. */
export function dualObjective(coefficients: ArrayLike<number>, values: ArrayLike<number>, intercept: number): number {
  const own = Array.from(coefficients)
  const quadratic = own.reduce((sum, value, i) => sum + value * (values[i] - intercept), 0)
  return quadratic / 2 - own.reduce((sum, value) => sum + Math.abs(value), 0)
}
