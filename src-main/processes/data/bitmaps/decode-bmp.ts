import { AppError } from '#learn/app-error.ts'
import { bmpHeader, type BmpHeader } from './bmp-header.ts'

interface Picture {
  rgba: Uint8Array
  height: number
  width: number
}

/** BMP of 1, 4, 8, 16, 24 or 32 bits, also run-length encoded, from below or from above, to RGBA. */
export function decodeBmp(bytes: Uint8Array, checkSize: (height: number, width: number) => void): Picture {
  const header = bmpHeader(bytes)
  const { height, width, bits } = header
  checkSize(height, width)
  const rgba = new Uint8Array(4 * height * width)
  if (bits <= 8) {
    const indices = header.compression === 'runs' ? unrolled(bytes, header) : unpacked(bytes, header)
    for (let i = 0; i < indices.length; i++) rgba.set(header.palette[indices[i]] ?? black, 4 * i)
  } else {
    directColours(bytes, header, rgba)
  }
  return { rgba, height, width }
}

const black = [0, 0, 0, 255]

/** The row of the picture that the file's row `k` is. */
function rowOf({ fromBelow, height }: BmpHeader, k: number): number {
  return fromBelow ? height - 1 - k : k
}

/** Rows are filled up to whole 32 bits. */
function rowsStart({ start, bits, width, height }: BmpHeader, bytes: Uint8Array): (k: number) => number {
  const stride = Math.ceil((width * bits) / 32) * 4
  if (start + stride * (height - 1) + Math.ceil((width * bits) / 8) > bytes.length) throw cutShort()
  return (k) => start + k * stride
}

function unpacked(bytes: Uint8Array, header: BmpHeader): Uint8Array {
  const { bits, width, height } = header
  const startOf = rowsStart(header, bytes)
  const indices = new Uint8Array(height * width)
  const most = 2 ** bits - 1
  for (let k = 0; k < height; k++) {
    const start = startOf(k)
    const to = rowOf(header, k) * width
    for (let c = 0; c < width; c++) {
      const bit = c * bits
      indices[to + c] = (bytes[start + (bit >> 3)] >> (8 - bits - (bit & 7))) & most
    }
  }
  return indices
}

/** Pairs of count and value; a count of 0 ends a row (0), the picture (1), moves on (2) or is followed by plain values. */
function unrolled(bytes: Uint8Array, header: BmpHeader): Uint8Array {
  const { bits, width, height, start } = header
  const indices = new Uint8Array(height * width)
  let k = 0
  let c = 0
  const put = (value: number) => {
    if (c < width && k < height) indices[rowOf(header, k) * width + c] = value
    c++
  }
  const part = (byte: number, i: number) => (bits === 8 ? byte : i % 2 === 0 ? byte >> 4 : byte & 15)
  for (let at = start; at + 1 < bytes.length && k < height;) {
    const count = bytes[at++]
    const value = bytes[at++]
    if (count > 0) {
      for (let i = 0; i < count; i++) put(part(value, i))
    } else if (value === 0) {
      k++
      c = 0
    } else if (value === 1) {
      return indices
    } else if (value === 2) {
      c += bytes[at++]
      k += bytes[at++]
    } else {
      const perByte = 8 / bits
      for (let i = 0; i < value; i++) put(part(bytes[at + Math.floor(i / perByte)], i))
      at += 2 * Math.ceil(Math.ceil(value / perByte) / 2)
    }
  }
  if (k < height - 1) throw cutShort()
  return indices
}

/** An alpha channel that is 0 throughout is none: most programs leave it so. */
function directColours(bytes: Uint8Array, header: BmpHeader, rgba: Uint8Array): void {
  const { bits, width, height, masks } = header
  const startOf = rowsStart(header, bytes)
  const channels = masks.map(channelOf)
  const size = bits / 8
  let anyAlpha = false
  for (let k = 0; k < height; k++) {
    let at = startOf(k)
    let to = rowOf(header, k) * width * 4
    for (let c = 0; c < width; c++, at += size, to += 4) {
      let pixel = 0
      for (let b = size - 1; b >= 0; b--) pixel = pixel * 256 + bytes[at + b]
      for (let channel = 0; channel < 4; channel++) {
        const { shift, most } = channels[channel]
        rgba[to + channel] = most === 0 ? 0 : Math.round((((pixel >>> shift) & most) * 255) / most)
      }
      if (rgba[to + 3] !== 0) anyAlpha = true
    }
  }
  if (!anyAlpha) for (let at = 3; at < rgba.length; at += 4) rgba[at] = 255
}

function channelOf(mask: number): { shift: number; most: number } {
  if (mask === 0) return { shift: 0, most: 0 }
  const shift = 31 - Math.clz32(mask & -mask)
  return { shift, most: mask >>> shift }
}

function cutShort(): AppError {
  return new AppError('invalid-file', 'The BMP is shorter than its header says.', { hint: 'Save it again.' })
}
