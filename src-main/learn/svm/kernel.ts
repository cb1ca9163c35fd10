import { rowReader } from '../feature-rows.ts'
import type { Features } from '../features.ts'
import { kernelTypes } from './svm-routines.ts'

export type KernelName = keyof typeof kernelTypes

/**
 * linear x.z; poly (gamma x.z + coef0)^degree; rbf exp(-gamma |x - z|^2); sigmoid tanh(gamma x.z + coef0).
 */
export interface Kernel {
  readonly name: KernelName
  readonly gamma: number
  readonly coef0: number
  readonly degree: number
}

/** As the routines take it. */
export function writeKernel(kernel: Kernel, target: Float64Array): Float64Array {
  target.set([kernelTypes[kernel.name], kernel.gamma, kernel.coef0, kernel.degree])
  return target
}

/** From x.z and, for rbf, the squared distance. */
export function kernelValue(kernel: Kernel, product: number, squaredDistance: number): number {
  switch (kernel.name) {
    case 'linear':
      return product
    case 'poly':
      return integerPower(kernel.gamma * product + kernel.coef0, kernel.degree)
    case 'rbf':
      return Math.exp(-kernel.gamma * squaredDistance)
    case 'sigmoid':
      return Math.tanh(kernel.gamma * product + kernel.coef0)
  }
}

/** By repeated squaring, so that rounding is libsvm's. */
function integerPower(base: number, exponent: number): number {
  let power = base
  let result = 1
  for (let left = exponent; left > 0; left >>= 1) {
    if (left % 2 === 1) result *= power
    power *= power
  }
  return result
}

/** 'scale': 1 / (columns * variance over all entries), 1 for constant data; 'auto': 1 / columns. */
export function resolveGamma(gamma: number | 'scale' | 'auto', X: Features): number {
  if (typeof gamma === 'number') return gamma
  if (gamma === 'auto') return 1 / X.columns
  const variance = totalVariance(X)
  return variance === 0 ? 1 : 1 / (X.columns * variance)
}

/** Population variance over all entries, in two passes. */
function totalVariance(X: Features): number {
  const read = rowReader(X)
  const row = new Float64Array(X.columns)
  const count = X.rows * X.columns
  let sum = 0
  for (let i = 0; i < X.rows; i++) {
    read(i, row)
    let part = 0
    for (let j = 0; j < row.length; j++) part += row[j]
    sum += part
  }
  const mean = sum / count
  let squares = 0
  for (let i = 0; i < X.rows; i++) {
    read(i, row)
    let part = 0
    for (let j = 0; j < row.length; j++) part += (row[j] - mean) ** 2
    squares += part
  }
  return squares / count
}
