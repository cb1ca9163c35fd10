import { rowReader } from '../feature-rows.ts'
import type { Features, PixelFeatures } from '../features.ts'
import type { FitContext } from '../fit-context.ts'
import { pixelSums } from '../preprocessing/pixel-moments.ts'
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
export function resolveGamma(gamma: number | 'scale' | 'auto', X: Features, context: FitContext): number {
  if (typeof gamma === 'number') return gamma
  if (gamma === 'auto') return 1 / X.columns
  const variance = totalVariance(X, context)
  return variance === 0 ? 1 : 1 / (X.columns * variance)
}

/** Population variance over all entries. */
function totalVariance(X: Features, context: FitContext): number {
  if (X.kind === 'pixels' && X.rowNorm === null) return pixelVariance(X, context)
  const read = rowReader(X, context.stop)
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

/** From whole sums of grey levels and their squares: of z = (p - m) / s, sum z = (S1 - n m) / s, sum z^2 = (S2 - 2 m S1 + n m^2) / s^2. */
function pixelVariance(X: PixelFeatures, context: FitContext): number {
  const { rows, columns, mean, scale } = X
  const { sums, squares } = pixelSums(X, context)
  let sum = 0
  let square = 0
  for (let j = 0; j < columns; j++) {
    const m = mean === null ? 0 : mean[j]
    const s = scale === null ? 1 : scale[j]
    sum += (sums[j] - rows * m) / s
    square += (squares[j] - 2 * m * sums[j] + rows * m * m) / (s * s)
  }
  const count = rows * columns
  return square / count - (sum / count) ** 2
}
