export function inkScores(
  first: number,
  last: number,
  start: Int32Array,
  column: Int16Array,
  grey: Uint8Array,
  inverseNorm: Float64Array,
  weights: Float64Array,
  constant: number,
  scores: Float64Array,
): void {
  for (let i = first; i < last; i++) {
    let score = 0
    for (let place = start[i]; place < start[i + 1]; place++) score += grey[place] * weights[column[place]]
    scores[i] = score * inverseNorm[i] + constant
  }
}

export function inkSum(
  first: number,
  last: number,
  list: Int32Array,
  factor: Float64Array,
  start: Int32Array,
  column: Int16Array,
  grey: Uint8Array,
  inverseNorm: Float64Array,
  columns: number,
  out: Float64Array,
  sum: Float64Array,
): void {
  out.fill(0, 0, columns)
  sum[0] = 0
  for (let n = first; n < last; n++) {
    const i = list[n]
    sum[0] += factor[n]
    const spread = factor[n] * inverseNorm[i]
    for (let place = start[i]; place < start[i + 1]; place++) out[column[place]] += spread * grey[place]
  }
}

export function gramRows(
  firstColumn: number,
  lastColumn: number,
  first: number,
  last: number,
  list: Int32Array,
  factor: Float64Array,
  start: Int32Array,
  column: Int16Array,
  grey: Uint8Array,
  inverseNorm: Float64Array,
  columns: number,
  gram: Float64Array,
  values: Float64Array,
): void {
  for (let n = first; n < last; n++) {
    const i = list[n]
    const begin = start[i]
    const places = start[i + 1] - begin
    for (let p = 0; p < places; p++) values[p] = grey[begin + p] * inverseNorm[i]
    for (let p = 0; p < places; p++) {
      const j = column[begin + p]
      if (j < firstColumn) continue
      if (j >= lastColumn) break
      const scaled = factor[n] * values[p]
      for (let q = p; q < places; q++) gram[j * columns + column[begin + q]] += scaled * values[q]
    }
  }
}

export function gramProduct(gram: Float64Array, columns: number, v: Float64Array, out: Float64Array): void {
  out.fill(0, 0, columns)
  for (let j = 0; j < columns; j++) {
    const row = j * columns
    let sum = gram[row + j] * v[j]
    for (let l = j + 1; l < columns; l++) {
      sum += gram[row + l] * v[l]
      out[l] += gram[row + l] * v[j]
    }
    out[j] += sum
  }
}
