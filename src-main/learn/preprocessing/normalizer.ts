import { checkFitInput } from '../check-features.ts'
import type { Fitted, Transformer } from '../estimator.ts'
import { rowReader } from '../feature-rows.ts'
import type { Features } from '../features.ts'
import type { FitContext } from '../fit-context.ts'
import { checkedParams } from '../params.ts'
import { normalizerDeclaration as declaration } from './normalizer-declaration.ts'

export interface NormalizerParams {
  norm: 'l1' | 'l2' | 'max'
}

export interface FittedNormalizer extends Fitted {
  readonly kind: 'Normalizer'
  readonly norm: NormalizerParams['norm']
}

/** scikit-learn's Normalizer: each row divided by its own norm; a row of zeros stays as it is. */
export class Normalizer implements Transformer<FittedNormalizer> {
  static readonly declaration = declaration
  private readonly params: Partial<NormalizerParams>

  constructor(params: Partial<NormalizerParams> = {}) {
    this.params = params
  }

  fit(X: Features, y: Uint8Array | null, _context: FitContext): FittedNormalizer {
    const { norm } = checkedParams<NormalizerParams>(declaration, this.params)
    checkFitInput('Normalizer', X, y, 'refused')
    return { kind: 'Normalizer', norm }
  }

  static transform({ norm }: FittedNormalizer, X: Features, context?: FitContext): Features {
    const bytes = X.kind === 'pixels' && X.mean === null && X.scale === null
    // A row's former norm cancels out.
    const source: Features = bytes ? { ...X, rowNorm: null } : X
    const read = rowReader(source, context?.stop)
    const row = new Float64Array(X.columns)
    if (bytes) {
      const rowNorm = new Float64Array(X.rows)
      for (let i = 0; i < X.rows; i++) {
        read(i, row)
        rowNorm[i] = lengthOf(row, norm)
      }
      return { ...X, rowNorm }
    }
    const values = new Float64Array(X.rows * X.columns)
    for (let i = 0; i < X.rows; i++) {
      read(i, row)
      const length = lengthOf(row, norm)
      for (let j = 0; j < row.length; j++) values[i * X.columns + j] = row[j] / length
    }
    return { kind: 'dense', rows: X.rows, columns: X.columns, values, order: X.order }
  }
}

function lengthOf(row: Float64Array, norm: NormalizerParams['norm']): number {
  let length = 0
  for (let j = 0; j < row.length; j++) {
    if (norm === 'l2') length += row[j] * row[j]
    else if (norm === 'l1') length += Math.abs(row[j])
    else length = Math.max(length, Math.abs(row[j]))
  }
  if (norm === 'l2') length = Math.sqrt(length)
  return length === 0 ? 1 : length
}
