import { AppError } from '../app-error.ts'
import { checkColumns, checkFitInput } from '../check-features.ts'
import type { Fitted, Transformer } from '../estimator.ts'
import { rowReader, selectColumns, summationOrder } from '../feature-rows.ts'
import type { Features, PixelFeatures } from '../features.ts'
import type { FitContext, StopSignal } from '../fit-context.ts'
import { checkedParams } from '../params.ts'
import { columnSums } from '../preprocessing/column-sums.ts'
import { pixelRanges, pixelSums } from '../preprocessing/pixel-moments.ts'
import { varianceThresholdDeclaration as declaration } from './variance-threshold-declaration.ts'

export interface VarianceThresholdParams {
  threshold: number
}

export interface FittedVarianceThreshold extends Fitted {
  readonly kind: 'VarianceThreshold'
  readonly columns: number
  /** As scikit-learn's variances_: at threshold 0 the smaller of variance and range. */
  readonly variances: Float64Array
  readonly selected: Int32Array
}

/**
 * scikit-learn's VarianceThreshold: keeps columns whose population variance (grey levels squared) is strictly above the threshold. At threshold 0 the
 * smaller of variance and range decides, so that rounding keeps no constant column. Nothing left: `nothing-selected`.
 */
export class VarianceThreshold implements Transformer<FittedVarianceThreshold> {
  static readonly declaration = declaration
  private readonly params: Partial<VarianceThresholdParams>

  constructor(params: Partial<VarianceThresholdParams> = {}) {
    this.params = params
  }

  fit(X: Features, _y: Uint8Array | null, context: FitContext): FittedVarianceThreshold {
    const { threshold } = checkedParams<VarianceThresholdParams>(declaration, this.params)
    checkFitInput('VarianceThreshold', X, null, 'allowed')
    const raw = X.kind === 'pixels' && !X.rowNorm && !X.mean && !X.scale
    const variances = raw ? pixelVariances(X, context) : columnVariances(X, context.stop)
    if (threshold === 0) {
      // The range is exactly 0 where rounding leaves a constant column a variance of 1e-33.
      const ranges = raw ? pixelRanges(X, context) : columnRanges(X, context.stop)
      ranges.forEach((range, j) => {
        if (range < variances[j]) variances[j] = range
      })
    }
    const selected = Int32Array.from(variances.keys()).filter((j) => variances[j] > threshold)
    if (selected.length === 0) {
      const single = X.rows === 1 ? ' (there is only one digit)' : ''
      throw new AppError('nothing-selected', `No pixel has a variance above ${threshold}${single}.`, {
        hint: 'Lower the threshold.',
      })
    }
    return { kind: 'VarianceThreshold', columns: X.columns, variances, selected }
  }

  static transform(fitted: FittedVarianceThreshold, X: Features): Features {
    checkColumns('VarianceThreshold', X, fitted.columns)
    return selectColumns(X, fitted.selected)
  }
}

/** (n S(x^2) - S(x)^2) / n^2: all whole numbers below 2^53 for up to 370,000 digits, so rounded only in the division. */
function pixelVariances(X: PixelFeatures, context: FitContext): Float64Array {
  const { sums, squares } = pixelSums(X, context)
  const n = X.rows
  return squares.map((square, j) => (n * square - sums[j] * sums[j]) / (n * n))
}

/** numpy's nanvar: S((x - m)^2) / n in two passes. */
function columnVariances(X: Features, stop: StopSignal): Float64Array {
  const { rows, columns } = X
  const readRow = rowReader(X, stop)
  const sum = (term: (value: number, column: number) => number) => {
    const read = (i: number, out: Float64Array) => {
      readRow(i, out)
      for (let j = 0; j < columns; j++) out[j] = Number.isNaN(out[j]) ? 0 : term(out[j], j)
    }
    return columnSums({ rows, columns, read }, summationOrder(X))
  }
  const counts = sum(() => 1)
  const mean = sum((value) => value).map((total, j) => total / counts[j])
  return sum((value, j) => (value - mean[j]) ** 2).map((total, j) => total / counts[j])
}

/** Largest less smallest value; NaN where one is missing, which then caps nothing. */
function columnRanges(X: Features, stop: StopSignal): Float64Array {
  const low = new Float64Array(X.columns).fill(Infinity)
  const high = new Float64Array(X.columns).fill(-Infinity)
  const row = new Float64Array(X.columns)
  const read = rowReader(X, stop)
  for (let i = 0; i < X.rows; i++) {
    read(i, row)
    for (let j = 0; j < X.columns; j++) {
      low[j] = Math.min(low[j], row[j])
      high[j] = Math.max(high[j], row[j])
    }
  }
  return high.map((value, j) => value - low[j])
}
