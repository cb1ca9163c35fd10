export function pixelSums(
  pixels: Uint8Array,
  stride: number,
  rows: number,
  sums: Int32Array,
  squares: Int32Array,
): void {
  sums.fill(0, 0, stride)
  squares.fill(0, 0, stride)
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < stride; j++) {
      const x = pixels[i * stride + j]
      sums[j] += x
      squares[j] += x * x
    }
  }
}

export function pixelRanges(pixels: Uint8Array, stride: number, rows: number, low: Uint8Array, high: Uint8Array): void {
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < stride; j++) {
      const x = pixels[i * stride + j]
      if (x < low[j]) low[j] = x
      if (x > high[j]) high[j] = x
    }
  }
}

export function pixelDeviations(
  pixels: Uint8Array,
  stride: number,
  rows: number,
  first: number,
  last: number,
  mean: Float64Array,
  deviations: Float64Array,
  squares: Float64Array,
): void {
  addRows(pixels, stride, 0, rows, first, last, mean, deviations, squares)
}

export function pixelDeviationLeaf(
  pixels: Uint8Array,
  stride: number,
  rows: number,
  mean: Float64Array,
  deviations: Float64Array,
  squares: Float64Array,
): void {
  const whole = rows < 8 ? 0 : rows - (rows % 8)
  const lane = new Float64Array(8)
  const laneSquares = new Float64Array(8)
  for (let j = 0; j < stride; j++) {
    lane.fill(-0)
    laneSquares.fill(-0)
    for (let i = 0; i < whole; i++) {
      const x = pixels[i * stride + j] - mean[j]
      lane[i % 8] += x
      laneSquares[i % 8] += x * x
    }
    deviations[j] = joinLanes(lane)
    squares[j] = joinLanes(laneSquares)
  }
  addRows(pixels, stride, whole, rows, 0, stride, mean, deviations, squares)
}

function joinLanes(s: Float64Array): number {
  return s[0] + s[1] + (s[2] + s[3]) + (s[4] + s[5] + (s[6] + s[7]))
}

function addRows(
  pixels: Uint8Array,
  stride: number,
  firstRow: number,
  lastRow: number,
  first: number,
  last: number,
  mean: Float64Array,
  deviations: Float64Array,
  squares: Float64Array,
): void {
  for (let i = firstRow; i < lastRow; i++) {
    for (let j = first; j < last; j++) {
      const x = pixels[i * stride + j] - mean[j]
      deviations[j] += x
      squares[j] += x * x
    }
  }
}

export function inkCounts(
  first: number,
  last: number,
  pixels: Uint8Array,
  stride: number,
  columnOf: Int16Array,
  start: Int32Array,
): void {
  for (let i = first; i < last; i++) {
    let count = 0
    for (let j = 0; j < stride; j++) if (pixels[i * stride + j] !== 0 && columnOf[j] >= 0) count++
    start[i + 1] = count
  }
}

export function inkPlaces(
  first: number,
  last: number,
  pixels: Uint8Array,
  stride: number,
  columnOf: Int16Array,
  start: Int32Array,
  column: Int16Array,
  grey: Uint8Array,
): void {
  for (let i = first; i < last; i++) {
    let place = start[i]
    for (let j = 0; j < stride; j++) {
      const value = pixels[i * stride + j]
      if (value === 0 || columnOf[j] < 0) continue
      column[place] = columnOf[j]
      grey[place++] = value
    }
  }
}
