import { constants, inflateSync } from 'node:zlib'
import { decode } from 'fast-png'
import { AppError } from '#learn/app-error.ts'

/** Any depth and colour kind of PNG as RGBA of eight bits. */
export function decodePng(
  bytes: Uint8Array,
  checkSize: (height: number, width: number) => void,
): { rgba: Uint8Array; height: number; width: number } {
  checkHeader(bytes, checkSize)
  const { data, width, height, depth, channels, palette, transparency } = decode(bytes)
  const rgba = new Uint8Array(4 * height * width)
  const perRow = depth < 8 ? Math.ceil((width * depth * channels) / 8) : width * channels
  const sample = (r: number, c: number, channel: number): number => {
    if (depth >= 8) return data[r * perRow + c * channels + channel]
    const bit = c * depth
    return (data[r * perRow + (bit >> 3)] >> (8 - depth - (bit & 7))) & ((1 << depth) - 1)
  }
  const most = 2 ** depth - 1
  const eight = (value: number) => (depth === 8 ? value : Math.round((value * 255) / most))
  for (let r = 0, at = 0; r < height; r++) {
    for (let c = 0; c < width; c++, at += 4) {
      if (palette) {
        const [red, green, blue, alpha = 255] = palette[sample(r, c, 0)]
        rgba.set([red, green, blue, alpha], at)
        continue
      }
      const first = sample(r, c, 0)
      const isGrey = channels < 3
      rgba[at] = eight(first)
      rgba[at + 1] = isGrey ? rgba[at] : eight(sample(r, c, 1))
      rgba[at + 2] = isGrey ? rgba[at] : eight(sample(r, c, 2))
      const hasAlpha = channels === 2 || channels === 4
      const seeThrough =
        transparency !== undefined &&
        (isGrey ? [0] : [0, 1, 2]).every((channel) => sample(r, c, channel) === transparency[channel])
      rgba[at + 3] = hasAlpha ? eight(sample(r, c, channels - 1)) : seeThrough ? 0 : 255
    }
  }
  return { rgba, height, width }
}

/** By colour kind: grey, -, RGB, palette, grey and alpha, -, RGBA. */
const channelsOf = [1, 0, 3, 1, 2, 0, 4]

/** fast-png inflates whatever is there, and spreads interlaced pixels of less than a byte over the wrong ones. */
function checkHeader(bytes: Uint8Array, checkSize: (height: number, width: number) => void): void {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const width = view.getUint32(16)
  const height = view.getUint32(20)
  const [depth, kind, , , interlaced] = bytes.subarray(24, 29)
  checkSize(height, width)
  if (interlaced !== 0 && depth < 8) {
    throw new AppError('invalid-file', `An interlaced PNG of ${depth} bits cannot be read here.`, {
      hint: 'Save it without interlacing.',
    })
  }
  // A byte before each row; interlaced there are seven smaller pictures, with at most twice the rows.
  const row = Math.ceil((width * depth * (channelsOf[kind] ?? 4)) / 8)
  const most = height * (row + 1) + (interlaced === 0 ? 0 : 7 * row + height)
  try {
    inflateSync(Buffer.concat(dataParts(bytes, view)), { maxOutputLength: most, finishFlush: constants.Z_SYNC_FLUSH })
  } catch (cause) {
    if ((cause as { code?: unknown }).code !== 'ERR_BUFFER_TOO_LARGE') throw cause
    throw new AppError('invalid-file', 'The PNG holds more pixels than its header says.', { hint: 'Save it again.' })
  }
}

/** Chunks of length, name, content and checksum. */
function dataParts(bytes: Uint8Array, view: DataView): Uint8Array[] {
  const parts: Uint8Array[] = []
  for (let at = 8; at + 12 <= bytes.length; at += 12 + view.getUint32(at)) {
    if (String.fromCharCode(...bytes.subarray(at + 4, at + 8)) !== 'IDAT') continue
    parts.push(bytes.subarray(at + 8, at + 8 + view.getUint32(at)))
  }
  return parts
}
