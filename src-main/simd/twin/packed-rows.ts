import type { SvmRoutines } from '#learn/svm/svm-routines.ts'
import { kernelRows } from './kernel-rows.ts'

const panelBytes = 40
const largest = 524287

/** Kept rows as what their panels consist of. */
class Packed {
  readonly #upper: Int16Array
  readonly #bytes: Uint8Array
  readonly #rowBytes: number

  constructor(rows: Float32Array, rowWords: number) {
    this.#upper = new Int16Array(rows.buffer, rows.byteOffset, rows.length * 2)
    this.#bytes = new Uint8Array(rows.buffer, rows.byteOffset, rows.length * 4)
    this.#rowBytes = rowWords * 4
  }

  get(slot: number, column: number): number {
    const panel = slot * this.#rowBytes + (column >> 4) * panelBytes
    const lower = this.#bytes[panel + 32 + (column & 7)]
    const bits = (column & 8) === 0 ? lower & 15 : lower >> 4
    return ((this.#upper[panel / 2 + (column & 15)] << 4) | bits) / largest
  }

  set(slot: number, column: number, value: number): void {
    const q = Math.round(Math.fround(value) * largest)
    const panel = slot * this.#rowBytes + (column >> 4) * panelBytes
    const place = panel + 32 + (column & 7)
    this.#upper[panel / 2 + (column & 15)] = q >> 4
    const lower = this.#bytes[place]
    this.#bytes[place] = (column & 8) === 0 ? (lower & 0xf0) | (q & 15) : (lower & 15) | ((q & 15) << 4)
  }
}

export const packedKernelRows: SvmRoutines['packedKernelRows'] = (...call) => {
  const [entries, counts, firstGroup, lastGroup, panels, features, firstColumn, lastColumn, ...rest] = call
  const [shifts, norms, rowNorms, kernel, rows, rowWords, slots, stop] = rest
  const packed = new Packed(rows, rowWords)
  const values = new Float32Array(6 * lastColumn)
  const own = Int32Array.from({ length: 6 * lastGroup }, (_, i) => i % 6)
  for (let g = firstGroup; g < lastGroup && stop[0] === 0; g++) {
    const product = [entries, counts, g, g + 1, panels, features, firstColumn, lastColumn, shifts, norms] as const
    kernelRows(...product, rowNorms, kernel, values, lastColumn, own, stop)
    for (let r = 0; r < 6; r++) {
      for (let j = firstColumn; j < lastColumn; j++) packed.set(slots[6 * g + r], j, values[r * lastColumn + j])
    }
  }
}

export const takePackedRows: SvmRoutines['takePackedRows'] = (...call) => {
  const [errors, n, rows, rowWords, firstColumn, slots, steps, count] = call
  const packed = new Packed(rows, rowWords)
  for (let i = 0; i < count; i++) {
    for (let j = 0; j < n; j++) errors[j] -= steps[i] * packed.get(slots[i], firstColumn + j)
  }
}

export const gatherPackedBlock: SvmRoutines['gatherPackedBlock'] = (...call) => {
  const [rows, rowWords, slots, columns, m, changed, block, blockStride] = call
  const packed = new Packed(rows, rowWords)
  for (let s = 0; s < m; s++) {
    if (changed[s] === 0) continue
    for (let t = 0; t < m; t++) {
      const value = packed.get(slots[s], columns[t])
      block[s * blockStride + t] = value
      block[t * blockStride + s] = value
    }
  }
}
