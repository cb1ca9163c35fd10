import { AppError } from './app-error.ts'
import type { Features } from './features.ts'

/** What every fit refuses. Pixels are always finite; `nan` says whether missing values are allowed in dense features. */
export function checkFitInput(kind: string, X: Features, y: Uint8Array | null, nan: 'allowed' | 'refused'): void {
  if (X.rows === 0) {
    throw new AppError('invalid-argument', `${kind} was given no samples; it needs at least one.`)
  }
  if (X.columns === 0) {
    throw new AppError('invalid-argument', `${kind} was given samples without columns; it needs at least one column.`)
  }
  if (y !== null && y.length !== X.rows) {
    throw new AppError('invalid-argument', `${kind} was given ${X.rows} samples but ${y.length} labels.`)
  }
  checkFinite(kind, X, nan)
}

/** Throws `invalid-argument` with row and column of the first value that is not finite. */
export function checkFinite(kind: string, X: Features, nan: 'allowed' | 'refused'): void {
  if (X.kind === 'pixels') return
  const at = X.values.findIndex((value) => !Number.isFinite(value) && !(nan === 'allowed' && Number.isNaN(value)))
  if (at === -1) return
  const what = Number.isNaN(X.values[at]) ? 'a missing value (NaN)' : 'an infinite value'
  const where = `row ${Math.floor(at / X.columns) + 1}, column ${(at % X.columns) + 1}`
  throw new AppError('invalid-argument', `${kind} was given ${what} in ${where}.`, {
    hint: 'Replace it by a number or leave the row out.',
  })
}

/** Throws `invalid-argument` where X has other columns than a fit had. */
export function checkColumns(kind: string, X: Features, expected: number): void {
  if (X.columns === expected) return
  throw new AppError(
    'invalid-argument',
    `${kind} was fitted on ${expected} columns, but these digits have ${X.columns}.`,
  )
}
