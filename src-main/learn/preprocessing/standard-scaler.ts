import { checkColumns, checkFitInput } from '../check-features.ts'
import type { Fitted, Transformer } from '../estimator.ts'
import { rowReader } from '../feature-rows.ts'
import type { DenseFeatures, Features, PixelFeatures } from '../features.ts'
import type { FitContext, StopSignal } from '../fit-context.ts'
import { checkedParams } from '../params.ts'
import { columnMoments, type Moments } from './column-moments.ts'
import { pixelDeviations, pixelSums } from './pixel-moments.ts'
import { standardScalerDeclaration as declaration } from './standard-scaler-declaration.ts'

export interface StandardScalerParams {
  withMean: boolean
  withStd: boolean
}

export interface FittedStandardScaler extends Fitted {
  readonly kind: 'StandardScaler'
  readonly columns: number
  readonly withMean: boolean
  readonly withStd: boolean
  readonly mean: Float64Array
  /** Population variance (divided by n). */
  readonly variance: Float64Array
  /** Its root; 1 where the column is constant. */
  readonly scale: Float64Array
  /** Rows without missing value, per column. */
  readonly samplesSeen: Float64Array
}

const epsilon = 2 ** -52

/** scikit-learn's StandardScaler: (x - mean) / scale, to the last bit (see features.ts on the order of sums). */
export class StandardScaler implements Transformer<FittedStandardScaler> {
  static readonly declaration = declaration
  private readonly params: Partial<StandardScalerParams>

  constructor(params: Partial<StandardScalerParams> = {}) {
    this.params = params
  }

  fit(X: Features, _y: Uint8Array | null, context: FitContext): FittedStandardScaler {
    const { withMean, withStd } = checkedParams<StandardScalerParams>(declaration, this.params)
    checkFitInput('StandardScaler', X, null, 'allowed')
    const raw = X.kind === 'pixels' && !X.rowNorm && !X.mean && !X.scale
    const { mean, variance, counts } = raw ? pixelMoments(X, context) : columnMoments(X, context.stop)
    const scale = variance.map((v, j) => (isConstant(v, mean[j], counts[j]) ? 1 : Math.sqrt(v)))
    return { kind: 'StandardScaler', columns: X.columns, withMean, withStd, mean, variance, scale, samplesSeen: counts }
  }

  static transform(fitted: FittedStandardScaler, X: Features, context?: FitContext): Features {
    checkColumns('StandardScaler', X, fitted.columns)
    if (!fitted.withMean && !fitted.withStd) return X
    const mean = fitted.withMean ? fitted.mean : null
    const scale = fitted.withStd ? fitted.scale : null
    if (X.kind === 'pixels' && !X.mean && !X.scale) return { ...X, mean, scale }
    return scaled(X, mean, scale, context?.stop)
  }
}

/** scikit-learn's bound: the variance is no more than what rounding alone can make. */
function isConstant(variance: number, mean: number, n: number): boolean {
  return variance <= n * epsilon * variance + (n * mean * epsilon) ** 2
}

function pixelMoments(X: PixelFeatures, context: FitContext): Moments {
  const n = X.rows
  const mean = pixelSums(X, context).sums.map((sum) => sum / n)
  const { sums, squares } = pixelDeviations(X, mean, context)
  const variance = squares.map((square, j) => (square - (sums[j] * sums[j]) / n) / n)
  return { mean, variance, counts: new Float64Array(X.columns).fill(n) }
}

/** A scaled matrix scaled again is no longer one affine map of bytes to the last bit, so it is written out. */
function scaled(X: Features, mean: Float64Array | null, scale: Float64Array | null, stop?: StopSignal): DenseFeatures {
  const { rows, columns, order } = X
  const values = new Float64Array(rows * columns)
  const read = rowReader(X, stop)
  for (let i = 0; i < rows; i++) {
    const row = values.subarray(i * columns, (i + 1) * columns)
    read(i, row)
    if (mean) for (let j = 0; j < columns; j++) row[j] -= mean[j]
    if (scale) for (let j = 0; j < columns; j++) row[j] /= scale[j]
  }
  return { kind: 'dense', rows, columns, values, order }
}
