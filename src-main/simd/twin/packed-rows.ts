import type { SvmRoutines } from '#learn/svm/svm-routines.ts'
import { kernelRows } from './kernel-rows.ts'
import { gatherBlock, takeRows } from './subset-smo.ts'

const panelWidth = 16
const panelBytes = 40
const largest = 524287

const bytesOf = (rows: Float32Array) => new Uint8Array(rows.buffer, rows.byteOffset, rows.byteLength)

function pack(value: number, panel: Uint8Array, column: number): void {
  const q = Math.round(Math.fround(value) * largest)
  new DataView(panel.buffer, panel.byteOffset).setInt16(2 * column, q >> 4, true)
  const byte = 32 + (column & 7)
  panel[byte] = column < 8 ? (panel[byte] & 0xf0) | (q & 15) : (panel[byte] & 15) | ((q & 15) << 4)
}

function unpack(panel: Uint8Array, column: number): number {
  const upper = new DataView(panel.buffer, panel.byteOffset).getInt16(2 * column, true)
  const byte = panel[32 + (column & 7)]
  return ((upper << 4) | (column < 8 ? byte & 15 : byte >> 4)) / largest
}

const panelOf = (row: Uint8Array, column: number) => row.subarray((column >> 4) * panelBytes)

function rowOf(rows: Float32Array, rowWords: number, slot: number): Uint8Array {
  return bytesOf(rows).subarray(slot * rowWords * 4)
}

export const packedKernelRows: SvmRoutines['packedKernelRows'] = (...call) => {
  const [entries, counts, firstGroup, lastGroup, panels, features, firstColumn, lastColumn, ...rest] = call
  const [shifts, norms, rowNorms, kernel, rows, rowWords, slots, stop] = rest
  const width = lastColumn - firstColumn
  const values = new Float32Array(6 * lastColumn)
  const own = Int32Array.from({ length: 6 * lastGroup }, (_, i) => i % 6)
  for (let g = firstGroup; g < lastGroup; g++) {
    const product = [entries, counts, g, g + 1, panels, features, firstColumn, lastColumn, shifts, norms] as const
    kernelRows(...product, rowNorms, kernel, values, lastColumn, own, stop)
    for (let r = 0; r < 6; r++) {
      const row = rowOf(rows, rowWords, slots[6 * g + r])
      for (let j = firstColumn; j < firstColumn + width; j++) {
        pack(values[r * lastColumn + j], panelOf(row, j), j % panelWidth)
      }
    }
  }
}

/** The rows of these slots as numbers, one after another. */
function unpacked(rows: Float32Array, rowWords: number, slots: Int32Array, count: number): Float32Array {
  const columns = (rowWords / 10) * panelWidth
  return Float32Array.from({ length: count * columns }, (_, at) => {
    const j = at % columns
    return unpack(panelOf(rowOf(rows, rowWords, slots[Math.floor(at / columns)]), j), j % panelWidth)
  })
}

const inTurn = (count: number) => Int32Array.from({ length: count }, (_, i) => i)

export const takePackedRows: SvmRoutines['takePackedRows'] = (...call) => {
  const [errors, n, rows, rowWords, firstColumn, slots, steps, count] = call
  const values = unpacked(rows, rowWords, slots, count)
  takeRows(errors, n, values, (rowWords / 10) * panelWidth, firstColumn, inTurn(count), steps, count)
}

export const gatherPackedBlock: SvmRoutines['gatherPackedBlock'] = (...call) => {
  const [rows, rowWords, slots, columns, m, changed, block, blockStride] = call
  const values = unpacked(rows, rowWords, slots, m)
  gatherBlock(values, (rowWords / 10) * panelWidth, inTurn(m), columns, m, changed, block, blockStride)
}
