import { AppError } from '../app-error.ts'
import type { ReadDigits } from './digit-reader.ts'
import { greyLevels, greyRange } from './grey-range.ts'

export interface IdxArray {
  /** Sizes, outermost first: [rows, height, width] of pictures, [rows] of labels. */
  shape: number[]
  values: Uint8Array | Float32Array
}

interface ValueType {
  bytes: number
  read(view: DataView, at: number): number
}

/** By the third byte of the file. All but bytes become floats, exact for what grey levels and classes need. */
const valueTypes: Record<number, ValueType> = {
  0x08: { bytes: 1, read: (view, at) => view.getUint8(at) },
  0x09: { bytes: 1, read: (view, at) => view.getInt8(at) },
  0x0b: { bytes: 2, read: (view, at) => view.getInt16(at) },
  0x0c: { bytes: 4, read: (view, at) => view.getInt32(at) },
  0x0d: { bytes: 4, read: (view, at) => view.getFloat32(at) },
  0x0e: { bytes: 8, read: (view, at) => view.getFloat64(at) },
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

/** Length of the whole file by its header; null where these bytes hold no header. */
export function idxFileBytes(head: Uint8Array): number | null {
  const type = valueTypes[head[2]]
  const start = 4 + 4 * head[3]
  if (!looksLikeIdx(head) || type === undefined || head.length < start) return null
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength)
  return (
    Array.from({ length: head[3] }, (_, i) => view.getUint32(4 + 4 * i)).reduce(
      (product, size) => product * size,
      type.bytes,
    ) + start
  )
}

/** An IDX file: big-endian sizes, then the values row by row. */
export function readIdx(file: Uint8Array): IdxArray {
  if (!looksLikeIdx(file)) throw invalid('The file does not start as an IDX file does.')
  const type = valueTypes[file[2]]
  if (type === undefined) throw invalid(`The IDX file holds values of type ${file[2]}, which IDX does not know.`)
  const dimensions = file[3]
  const start = 4 + 4 * dimensions
  if (file.length < start) throw invalid('The IDX file ends in its header.')
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength)
  const shape = Array.from({ length: dimensions }, (_, i) => view.getUint32(4 + 4 * i))
  const length = shape.reduce((product, size) => product * size, 1)
  const found = (file.length - start) / type.bytes
  if (found !== length) {
    throw invalid(
      `The IDX file should hold ${shape.join(' x ')} = ${length} values, but it has ${Math.floor(found)}${Number.isInteger(found) ? '' : ' and a part of one'}.`,
    )
  }
  if (file[2] === 0x08) return { shape, values: file.subarray(start) }
  const values = new Float32Array(length)
  for (let i = 0; i < length; i++) values[i] = type.read(view, start + i * type.bytes)
  return { shape, values }
}

function invalid(message: string): AppError {
  return new AppError('invalid-file', message, { hint: 'The file may be cut off or of another kind; fetch it again.' })
}

const mostLabel = 254

/** Pictures and labels joined. Labels of several columns (QMNIST: class, writer and more) give their first. */
export function digitsOfIdx(pictures: IdxArray, labels: IdxArray): ReadDigits {
  const [rows, height, width] = pictureShape(pictures.shape)
  if (labels.shape.length !== 1 && labels.shape.length !== 2)
    throw invalid(`The IDX file of labels has ${labels.shape.length} dimensions instead of 1.`)
  if (labels.shape[0] !== rows)
    throw invalid(`The IDX files do not belong together: ${rows} pictures, ${labels.shape[0]} labels.`)
  if (rows === 0 || height === 0 || width === 0) throw invalid('The IDX file holds no pictures.')
  const columns = labels.shape[1] ?? 1
  const classes = new Uint8Array(rows)
  for (let row = 0; row < rows; row++) {
    const label = labels.values[row * columns]
    if (!(label >= 0 && label <= mostLabel && Number.isInteger(label)))
      throw invalid(`Label ${row + 1} of the IDX file is ${label}, not a class from 0 to ${mostLabel}.`)
    classes[row] = label
  }
  const { pixels, word } = pixelsOf(pictures.values)
  return {
    set: { rows, height, width, pixels, labels: classes },
    words: ['IDX with its label file', ...(columns > 1 ? [`labels are the first of ${columns} columns`] : []), ...word],
    classNames: null,
  }
}

/** Rows, height, width; also of pictures whose pixels lie in one dimension, or that have a single channel. */
function pictureShape(shape: number[]): [number, number, number] {
  if (shape.length === 3) return [shape[0], shape[1], shape[2]]
  if (shape.length === 4 && shape[3] === 1) return [shape[0], shape[1], shape[2]]
  if (shape.length === 4 && shape[1] === 1) return [shape[0], shape[2], shape[3]]
  const side = shape.length === 2 ? Math.sqrt(shape[1]) : NaN
  if (Number.isInteger(side)) return [shape[0], side, side]
  throw invalid(`The IDX file of pictures has ${shape.length} dimensions instead of 3 (rows, height, width).`)
}

function pixelsOf(values: Uint8Array | Float32Array): { pixels: Uint8Array; word: string[] } {
  if (values instanceof Uint8Array) {
    if (values.some((value) => value > 16)) return { pixels: values, word: [] }
  }
  let low = 0
  let high = 0
  let whole = true
  for (let i = 0; i < values.length; i++) {
    const value = values[i]
    if (value < low) low = value
    if (value > high) high = value
    if (whole && value % 1 !== 0) whole = false
  }
  const range = greyRange({ low, high, whole })
  const pixels = range.factor === 1 && values instanceof Uint8Array ? values : greyLevels(values, range)
  return { pixels, word: range.words === null ? [] : [range.words] }
}
