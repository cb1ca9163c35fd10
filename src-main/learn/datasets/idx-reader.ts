import { AppError } from '../app-error.ts'
import type { ReadDigits } from './digit-reader.ts'

export interface IdxArray {
  /** Sizes, outermost first: [rows, height, width] of images, [rows] of labels. */
  shape: number[]
  values: Uint8Array
}

/** Two zero bytes, the type of the values, the number of dimensions. */
export function looksLikeIdx(head: Uint8Array): boolean {
  return (
    head.length >= 4 &&
    head[0] === 0 &&
    head[1] === 0 &&
    head[2] >= 0x08 &&
    head[2] <= 0x0e &&
    head[3] >= 1 &&
    head[3] <= 4
  )
}

/** An IDX file of bytes: big-endian sizes, then the values row by row. */
export function readIdx(file: Uint8Array): IdxArray {
  if (!looksLikeIdx(file)) throw invalid('The file does not start as an IDX file does.')
  if (file[2] !== 0x08) {
    throw invalid(
      `The IDX file holds values of type ${file[2]}; only bytes (type 8) are pictures and labels of digits.`,
    )
  }
  const dimensions = file[3]
  const start = 4 + 4 * dimensions
  if (file.length < start) throw invalid('The IDX file ends in its header.')
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength)
  const shape = Array.from({ length: dimensions }, (_, i) => view.getUint32(4 + 4 * i))
  const length = shape.reduce((product, size) => product * size, 1)
  if (file.length - start !== length) {
    throw invalid(
      `The IDX file should hold ${shape.join(' x ')} = ${length} values, but it has ${file.length - start}.`,
    )
  }
  return { shape, values: file.subarray(start) }
}

function invalid(message: string): AppError {
  return new AppError('invalid-file', message, { hint: 'The file may be cut off or of another kind; fetch it again.' })
}

/** Pictures and labels joined. */
export function digitsOfIdx(pictures: IdxArray, labels: IdxArray): ReadDigits {
  if (pictures.shape.length !== 3)
    throw invalid(
      `The IDX file of pictures has ${pictures.shape.length} dimensions instead of 3 (rows, height, width).`,
    )
  if (labels.shape.length !== 1)
    throw invalid(`The IDX file of labels has ${labels.shape.length} dimensions instead of 1.`)
  const [rows, height, width] = pictures.shape
  if (labels.shape[0] !== rows)
    throw invalid(`The IDX files do not belong together: ${rows} pictures, ${labels.shape[0]} labels.`)
  if (rows === 0 || height === 0 || width === 0) throw invalid('The IDX file holds no pictures.')
  const wrong = labels.values.findIndex((label) => label > 9)
  if (wrong >= 0)
    throw invalid(`Label ${wrong + 1} of the IDX file is ${labels.values[wrong]}, not a digit from 0 to 9.`)
  const set = { rows, height, width, pixels: pictures.values, labels: labels.values }
  return { set, description: `IDX, ${height} x ${width} pixels, labels in a file of their own.` }
}
