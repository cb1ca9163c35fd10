import { featuresOf } from '#learn/pipeline/pipeline.ts'
import { golden } from './golden.ts'

const { X_flat_rowmajor_int: flat, y } = golden<{ X_flat_rowmajor_int: number[]; y: number[] }>('data_digits')

/** scikit-learn's 8 x 8 digits, grey levels 0 to 16; the first 1347 train, the other 450 test. */
function part(first: number, last: number) {
  const pixels = Uint8Array.from(flat.slice(first * 64, last * 64))
  const labels = Uint8Array.from(y.slice(first, last))
  return { X: featuresOf({ rows: last - first, height: 8, width: 8, pixels, labels }), y: labels }
}

export const trainDigits = part(0, 1347)
export const testDigits = part(1347, 1797)
