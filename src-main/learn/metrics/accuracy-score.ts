import { AppError } from '../app-error.ts'
import { checkedLength } from './confusion-matrix.ts'

/** Share of samples whose label was predicted. */
export function accuracyScore(yTrue: ArrayLike<number>, yPred: ArrayLike<number>): number {
  const n = checkedLength(yTrue, yPred)
  if (n === 0) throw new AppError('invalid-argument', 'The accuracy of no samples is not defined.')
  let right = 0
  for (let i = 0; i < n; i++) if (yTrue[i] === yPred[i]) right++
  return right / n
}
