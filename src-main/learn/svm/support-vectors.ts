import { toDense } from '../feature-rows.ts'
import type { Features, PixelFeatures } from '../features.ts'

/** The rows of X with these numbers, copied; grey levels stay bytes, only selected ones are kept. */
export function takeRows(X: Features, rows: Int32Array): Features {
  if (X.kind === 'dense') {
    const values = new Float64Array(rows.length * X.columns)
    rows.forEach((row, i) => values.set(X.values.subarray(row * X.columns, (row + 1) * X.columns), i * X.columns))
    return { kind: 'dense', rows: rows.length, columns: X.columns, values }
  }
  const { columns, pixels, stride, selected, rowNorm } = X
  const kept = new Uint8Array(rows.length * columns)
  rows.forEach((row, i) => {
    for (let j = 0; j < columns; j++) kept[i * columns + j] = pixels[row * stride + selected[j]]
  })
  return {
    kind: 'pixels',
    rows: rows.length,
    columns,
    pixels: kept,
    stride: columns,
    selected: Int32Array.from({ length: columns }, (_, j) => j),
    rowNorm: rowNorm && Float64Array.from(rows, (row) => rowNorm[row]),
    mean: X.mean && X.mean.slice(),
    scale: X.scale && X.scale.slice(),
  }
}

/** Both as they can be multiplied: bytes where both were scaled alike, else numbers. */
export function alike(X: Features, support: Features): [Features, Features] {
  if (X.kind === 'pixels' && support.kind === 'pixels' && sameScale(X, support)) return [X, support]
  return [toDense(X), toDense(support)]
}

function sameScale(a: PixelFeatures, b: PixelFeatures): boolean {
  const same = (x: Float64Array | null, y: Float64Array | null) =>
    x === null || y === null ? x === y : x.every((value, j) => value === y[j])
  return same(a.mean, b.mean) && same(a.scale, b.scale)
}
