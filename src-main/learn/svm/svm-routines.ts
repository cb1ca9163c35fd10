/** Index of what `kernel` arrays hold: [type, gamma, coef0, degree]. */
export const kernelTypes = { linear: 0, poly: 1, rbf: 2, sigmoid: 3 } as const

/**
 * Kernel rows and batch SMO. "Columns" are training rows in the order of `order` (sorted by class); feature k of column j is
 *   z = (values[order[j] * stride + selected[k]] / rowNorm[order[j]] - mean[k]) / scale[k]
 */
export interface SvmRoutines {
  /**
   * Columns [first, last) of the panels: 16 columns a panel, panels[(j >> 4) * features * 16 + k * 16 + (j & 15)] = z.
   * shifts[j] = sum over k of mean / scale * z, norms[j] = z.z, masks: a bit for every feature whose value is not 0, 32 a word.
   */
  pixelPanels(
    values: Uint8Array,
    stride: number,
    selected: Int32Array,
    features: number,
    order: Int32Array,
    rowNorm: Float64Array,
    mean: Float64Array,
    scale: Float64Array,
    first: number,
    last: number,
    panels: Float32Array,
    shifts: Float32Array,
    norms: Float32Array,
    masks: Int32Array,
  ): void
  valuePanels(
    values: Float64Array,
    stride: number,
    selected: Int32Array,
    features: number,
    order: Int32Array,
    rowNorm: Float64Array,
    mean: Float64Array,
    scale: Float64Array,
    first: number,
    last: number,
    panels: Float32Array,
    shifts: Float32Array,
    norms: Float32Array,
    masks: Int32Array,
  ): void
  /**
   * The rows of groups [firstGroup, lastGroup) as kernelRows wants them. `members`: 6 columns a group, -1 for padding. Group g gets
   * counts[g] entries from entry g * features on, one for each feature that is not 0 in all its rows:
   * 32 bytes, [k * 64 as u32][unused][value / rowNorm / scale of the 6 rows as f32].
   */
  pixelGroups(
    values: Uint8Array,
    stride: number,
    selected: Int32Array,
    features: number,
    order: Int32Array,
    rowNorm: Float64Array,
    scale: Float64Array,
    masks: Int32Array,
    members: Int32Array,
    firstGroup: number,
    lastGroup: number,
    entries: Float32Array,
    counts: Int32Array,
  ): void
  valueGroups(
    values: Float64Array,
    stride: number,
    selected: Int32Array,
    features: number,
    order: Int32Array,
    rowNorm: Float64Array,
    scale: Float64Array,
    masks: Int32Array,
    members: Int32Array,
    firstGroup: number,
    lastGroup: number,
    entries: Float32Array,
    counts: Int32Array,
  ): void
  /** Orders ids so that each six that follow one another have few features between them. `union`: room for one mask. */
  groupSimilar(masks: Int32Array, words: number, ids: Int32Array, count: number, union: Int32Array): void
  /**
   * Kernel values of groups x columns [firstColumn, lastColumn), multiples of 16: row r of group g goes to
   * rows[slots[6 g + r] * rowWords ...]; padding rows name a spare slot. `rowNorms`: x.x, 6 a group.
   */
  kernelRows(
    entries: Float32Array,
    counts: Int32Array,
    firstGroup: number,
    lastGroup: number,
    panels: Float32Array,
    features: number,
    firstColumn: number,
    lastColumn: number,
    shifts: Float32Array,
    norms: Float32Array,
    rowNorms: Float32Array,
    kernel: Float64Array,
    rows: Float32Array,
    rowWords: number,
    slots: Int32Array,
    stop: Int32Array,
  ): void
  /**
   * As kernelRows, of values in [-1, 1], which are kept in 20 bits as whole numbers q = K * 524287: each 16 columns take 10 words, 16 x i16
   * of q >> 4 and 8 bytes with q & 15 of columns 0 .. 7 in the lower and 8 .. 15 in the upper half. `scratch`: 6 x (lastColumn - firstColumn) floats.
   */
  packedKernelRows(...call: [...Parameters<SvmRoutines['kernelRows']>, scratch: Float32Array]): void
  /** Inner products a.z to kernel values, in place: x.z = a.z - shifts[j]. n a multiple of 4. */
  kernelValues(
    values: Float32Array,
    n: number,
    shifts: Float32Array,
    norms: Float32Array,
    norm: number,
    kernel: Float64Array,
  ): void
  /** scores[i * machines + m] = sum over j < stride of values[i * stride + j] * weights[m * stride + j], i < count; stride a multiple of 16. */
  weighRows(
    values: Float32Array,
    stride: number,
    count: number,
    weights: Float32Array,
    machines: number,
    scores: Float64Array,
  ): void
  /** products[i] = sum over k < count of weights[k] * bytes[inked[k] * stride + i], i in [first, last); both and stride multiples of 32. */
  inkedProducts(
    bytes: Uint8Array,
    stride: number,
    inked: Int32Array,
    weights: Float32Array,
    count: number,
    first: number,
    last: number,
    products: Float32Array,
  ): void
  /** errors[j] -= sum over i of steps[i] * rows[slots[i] * rowWords + firstColumn + j]. n a multiple of 4, count of 8 (steps 0). */
  takeRows(
    errors: Float64Array,
    n: number,
    rows: Float32Array,
    rowWords: number,
    firstColumn: number,
    slots: Int32Array,
    steps: Float32Array,
    count: number,
  ): void
  /** The same from packed rows; n and firstColumn multiples of 16. */
  takePackedRows(...call: Parameters<SvmRoutines['takeRows']>): void
  /**
   * Up to `most` worst violators of each side that `skip` does not mark, unsorted: `up` largest errors, `down` smallest.
   * With keptOnly not 0 just those with slotOf[columns[j]] >= 0.
   * found: [how many up, how many down, how many still violate, judged from `middle` by more than `slack`]; limits: [largest error of up, smallest of down] over all. bounds: [C of y = -1, of y = +1].
   */
  worstViolators(
    errors: Float64Array,
    alpha: Float64Array,
    y: Float32Array,
    bounds: Float64Array,
    n: number,
    skip: Uint8Array,
    columns: Int32Array,
    slotOf: Int32Array,
    keptOnly: number,
    middle: number,
    slack: number,
    most: number,
    up: Int32Array,
    down: Int32Array,
    found: Int32Array,
    limits: Float64Array,
  ): void
  /** block[s * blockStride + t] = rows[slots[s] * rowWords + columns[t]] for s, t < m of which one is marked in `changed`. */
  gatherBlock(
    rows: Float32Array,
    rowWords: number,
    slots: Int32Array,
    columns: Int32Array,
    m: number,
    changed: Uint8Array,
    block: Float32Array,
    blockStride: number,
  ): void
  /** The same from packed rows. */
  gatherPackedBlock(...call: Parameters<SvmRoutines['gatherBlock']>): void
  /** SMO over the m variables of the block, to a gap below `tolerance`. `work`: 4 x m floats, m rounded up to 4, as is blockStride. taken[0] becomes the number of steps. */
  subsetSmo(
    block: Float32Array,
    blockStride: number,
    m: number,
    errors: Float64Array,
    alpha: Float64Array,
    y: Float32Array,
    bounds: Float64Array,
    tolerance: number,
    mostSteps: number,
    work: Float32Array,
    taken: Int32Array,
    stop: Int32Array,
  ): void
}
