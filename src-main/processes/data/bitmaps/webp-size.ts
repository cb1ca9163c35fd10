/** What the header of a WebP claims, before anything is decoded; null where it has none. Of the kinds lossy, lossless and extended. */
export function webpSize(bytes: Uint8Array): { height: number; width: number } | null {
  if (bytes.length < 30) return null
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const u24 = (at: number) => view.getUint16(at, true) + (bytes[at + 2] << 16)
  switch (String.fromCharCode(...bytes.subarray(12, 16))) {
    case 'VP8 ':
      return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff }
    case 'VP8L': {
      const both = view.getUint32(21, true)
      return { width: (both & 0x3fff) + 1, height: ((both >>> 14) & 0x3fff) + 1 }
    }
    case 'VP8X':
      return { width: u24(24) + 1, height: u24(27) + 1 }
    default:
      return null
  }
}
