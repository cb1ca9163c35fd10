/**
 * What estimators see of digits. Grey levels stay bytes; selection, scaling and normalising are kept beside them, so 60,000
 * digits cost 47 MB and not 376. The value of row i, column j (float64, as scikit-learn's X[i, j]) is
 *   (pixels[i * stride + selected[j]] / rowNorm[i] - mean[j]) / scale[j]      absent rowNorm, scale: 1; absent mean: 0
 */
export interface PixelFeatures {
  readonly kind: 'pixels'
  readonly rows: number
  readonly columns: number
  /** rows x stride, row-major. */
  readonly pixels: Uint8Array
  /** Pixels a row, before selection. */
  readonly stride: number
  /** Length `columns`, ascending: which pixel each column is. */
  readonly selected: Int32Array
  readonly rowNorm: Float64Array | null
  readonly mean: Float64Array | null
  readonly scale: Float64Array | null
  readonly order?: MemoryOrder
}

/**
 * How numpy would hold the same matrix; absent: C. It decides nothing but the order in which column sums are rounded: numpy adds
 * the rows of a C-ordered matrix one after another and the columns of a Fortran-ordered one (after a selection) in pairs.
 */
export type MemoryOrder = 'C' | 'F'

/** Values as they are, row-major rows x columns: for data that are not pixels, and where a chain cannot be kept as bytes. */
export interface DenseFeatures {
  readonly kind: 'dense'
  readonly rows: number
  readonly columns: number
  readonly values: Float64Array
  readonly order?: MemoryOrder
}

export type Features = PixelFeatures | DenseFeatures
