import { AppError } from './app-error.ts'

/** 1 / (1 + exp(-f)) */
export function expit(f: number): number {
  return 1 / (1 + Math.exp(-f))
}

/** Divides every row by its sum. A row of zeros gives NaN, as in scikit-learn. */
export function shareOfRow(values: Float64Array, columns: number): Float64Array {
  for (let start = 0; start < values.length; start += columns) {
    let sum = 0
    for (let k = 0; k < columns; k++) sum += values[start + k]
    for (let k = 0; k < columns; k++) values[start + k] /= sum
  }
  return values
}

export function noProbabilities(kind: string): AppError {
  return new AppError('unsupported', `${kind} gives decision values but no probabilities.`, {
    hint: 'Use its decision values, or logistic regression.',
  })
}
