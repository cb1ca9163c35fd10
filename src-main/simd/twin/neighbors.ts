import type { NeighborsRoutines } from '#learn/neighbors/neighbors-routines.ts'

const panelRows = 32
const beyond = 0x3fffffff

export const packPanels: NeighborsRoutines['packPanels'] = (pixels, rows, columns, inked, pairs, panels, squares) => {
  const padded = Math.ceil(rows / panelRows) * panelRows
  for (let i = 0; i < padded; i++) {
    const row = i * columns
    squares[i] = i < rows ? 0 : beyond
    if (i < rows) for (let j = 0; j < columns; j++) squares[i] += pixels[row + j] * pixels[row + j]
    const first = ((i >> 5) * pairs * panelRows + (i & 31)) * 2
    for (let p = 0; p < pairs; p++) {
      const at = first + p * panelRows * 2
      panels[at] = i < rows ? pixels[row + inked[2 * p]] : 0
      panels[at + 1] = i < rows ? pixels[row + inked[2 * p + 1]] : 0
    }
  }
}

export const nearestPixels: NeighborsRoutines['nearestPixels'] = (
  panels,
  squares,
  count,
  pairs,
  firstRow,
  start,
  ink,
  firstQuery,
  lastQuery,
  k,
  distances,
  nearest,
) => {
  for (let panel = 0; panel < count; panel++) {
    const values = panels.subarray(panel * pairs * panelRows * 2)
    for (let q = firstQuery; q < lastQuery; q++) {
      for (let r = 0; r < panelRows; r++) {
        let product = 0
        for (let e = start[q]; e < start[q + 1]; e++) {
          const at = ink[2 * e] / 2 + 2 * r
          product += (ink[2 * e + 1] & 0xffff) * values[at] + (ink[2 * e + 1] >> 16) * values[at + 1]
        }
        const distance = squares[panel * panelRows + r] - 2 * product
        insert(distance, firstRow + panel * panelRows + r, q * k, q * k + k - 1, distances, nearest)
      }
    }
  }
}

/** Even and odd columns are summed apart, as the compiled routine does. */
export const nearestRows: NeighborsRoutines['nearestRows'] = (
  rows,
  count,
  columns,
  firstRow,
  queries,
  firstQuery,
  lastQuery,
  k,
  distances,
  nearest,
) => {
  for (let i = 0; i < count; i++) {
    for (let q = firstQuery; q < lastQuery; q++) {
      let even = 0
      let odd = 0
      for (let j = 0; j < columns; j += 2) {
        const d = queries[q * columns + j] - rows[i * columns + j]
        const e = queries[q * columns + j + 1] - rows[i * columns + j + 1]
        even += d * d
        odd += e * e
      }
      insert(even + odd, firstRow + i, q * k, q * k + k - 1, distances, nearest)
    }
  }
}

/** Into places first .. last; behind what is equally near. */
function insert(
  distance: number,
  row: number,
  first: number,
  last: number,
  distances: Int32Array | Float64Array,
  nearest: Int32Array,
): void {
  if (!(distance < distances[last])) return
  let at = last
  for (; at > first && distances[at - 1] > distance; at--) {
    distances[at] = distances[at - 1]
    nearest[at] = nearest[at - 1]
  }
  distances[at] = distance
  nearest[at] = row
}
