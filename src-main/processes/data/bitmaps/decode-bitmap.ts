import { AppError } from '#learn/app-error.ts'
import { greyFromRgba } from '#learn/ink/bitmaps/grey-from-rgba.ts'
import { upright } from '#learn/ink/bitmaps/upright.ts'
import type { GreyImage } from '#learn/ink/grey-image.ts'
import { exifOrientation } from './exif-orientation.ts'
import { webpSize } from './webp-size.ts'

/** More pixels than any camera sheet needs; a small file can claim any size. */
const mostPixels = 100e6

interface Decoded {
  rgba: Uint8Array | Uint8ClampedArray
  height: number
  width: number
}

type Format = 'bmp' | 'png' | 'jpeg' | 'webp'

/** Told by the first bytes, never by the name. */
export function bitmapFormat(bytes: Uint8Array): Format | null {
  const text = (from: number, to: number) => String.fromCharCode(...bytes.subarray(from, to))
  if (text(0, 2) === 'BM') return 'bmp'
  if (text(0, 8) === '\x89PNG\r\n\x1a\n') return 'png'
  if (bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff) return 'jpeg'
  if (text(0, 4) === 'RIFF' && text(8, 12) === 'WEBP') return 'webp'
  return null
}

/** BMP, PNG, JPEG and WebP as grey levels. The decoders are loaded when first needed. */
export async function decodeBitmap(name: string, bytes: Uint8Array): Promise<GreyImage> {
  const format = bitmapFormat(bytes)
  if (format === null) {
    throw new AppError('invalid-file', `${name} is not a picture that can be read here.`, {
      hint: 'BMP, PNG, JPEG and WebP files are.',
    })
  }
  let decoded: Decoded
  try {
    decoded = await decoders[format](bytes)
  } catch (cause) {
    if (cause instanceof AppError) throw cause
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new AppError('invalid-file', `${name} could not be read as ${format.toUpperCase()}: ${reason}.`, {
      hint: 'It may be cut short; save it again as PNG.',
      cause,
    })
  }
  const { rgba, height, width } = decoded
  if (height * width === 0 || rgba.length < 4 * height * width) {
    throw new AppError('invalid-file', `${name} holds no picture.`)
  }
  const grey = greyFromRgba(rgba, height, width)
  return format === 'jpeg' ? upright(grey, exifOrientation(bytes)) : grey
}

const decoders: Record<Format, (bytes: Uint8Array) => Promise<Decoded>> = {
  async bmp(bytes) {
    const { decodeBmp } = await import('./decode-bmp.ts')
    return decodeBmp(bytes, checkSize)
  },
  async png(bytes) {
    const { decodePng } = await import('./decode-png.ts')
    return decodePng(bytes, checkSize)
  },
  async jpeg(bytes) {
    const { decode } = await import('jpeg-js')
    const { data, height, width } = decode(bytes, {
      useTArray: true,
      formatAsRGBA: true,
      maxResolutionInMP: mostPixels / 1e6,
      maxMemoryUsageInMB: 2048,
    })
    return { rgba: data, height, width }
  },
  async webp(bytes) {
    const { decodeWebp } = await import('./decode-webp.ts')
    const size = webpSize(bytes)
    if (size === null) throw new AppError('invalid-file', 'The WebP has no header.', { hint: 'Save it again as PNG.' })
    checkSize(size.height, size.width)
    return decodeWebp(bytes)
  },
}

function checkSize(height: number, width: number): void {
  if (height * width > mostPixels) {
    throw new AppError('invalid-file', `The picture claims ${width} x ${height} pixels, more than can be read here.`, {
      hint: 'Save it smaller.',
    })
  }
}
