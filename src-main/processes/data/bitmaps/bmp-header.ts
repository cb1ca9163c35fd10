import { AppError } from '#learn/app-error.ts'

export interface BmpHeader {
  height: number
  width: number
  bits: number
  compression: 'none' | 'runs'
  /** Rows stand from the lowest to the highest. */
  fromBelow: boolean
  /** Where the pixels begin. */
  start: number
  /** Of red, green, blue and alpha, for 16 bits and more. */
  masks: [number, number, number, number]
  /** RGBA, for 8 bits and less. */
  palette: number[][]
}

/** Of the header kinds of Windows (40 bytes and more) and OS/2 (12 bytes). */
export function bmpHeader(bytes: Uint8Array): BmpHeader {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const start = view.getUint32(10, true)
  const size = view.getUint32(14, true)
  const old = size === 12
  const width = old ? view.getUint16(18, true) : view.getInt32(18, true)
  const tall = old ? view.getUint16(20, true) : view.getInt32(22, true)
  const bits = view.getUint16(old ? 24 : 28, true)
  const method = old ? 0 : view.getUint32(30, true)
  if (![1, 4, 8, 16, 24, 32].includes(bits) || ![0, 1, 2, 3, 6].includes(method) || width <= 0 || tall === 0) {
    throw new AppError('invalid-file', `A BMP of ${bits} bits with compression ${method} cannot be read here.`, {
      hint: 'Save it as PNG or as an uncompressed BMP.',
    })
  }
  return {
    height: Math.abs(tall),
    width,
    bits,
    compression: method === 1 || method === 2 ? 'runs' : 'none',
    fromBelow: tall > 0,
    start,
    masks: masksOf(view, bits, method, size),
    palette: bits <= 8 ? paletteOf(bytes, 14 + size, Math.min(2 ** bits, coloursOf(view, bits, old)), old ? 3 : 4) : [],
  }
}

function coloursOf(view: DataView, bits: number, old: boolean): number {
  const given = old ? 0 : view.getUint32(46, true)
  return given === 0 ? 2 ** bits : given
}

function masksOf(view: DataView, bits: number, method: number, size: number): BmpHeader['masks'] {
  if (method === 3 || method === 6) {
    const mask = (k: number) => view.getUint32(54 + 4 * k, true)
    return [mask(0), mask(1), mask(2), size >= 56 || method === 6 ? mask(3) : 0]
  }
  return bits === 16 ? [0x7c00, 0x03e0, 0x001f, 0] : [0xff0000, 0x00ff00, 0x0000ff, bits === 32 ? 0xff000000 : 0]
}

/** Blue, green, red as the file has them. */
function paletteOf(bytes: Uint8Array, start: number, colours: number, step: number): number[][] {
  return Array.from({ length: colours }, (_, k) => {
    const at = start + k * step
    return [bytes[at + 2], bytes[at + 1], bytes[at], 255]
  })
}
