/** A BMP of `bits` a pixel, rows from below as most programs write it. `levels` are grey; below 8 bits the palette spans 0 to 255. */
export function bmpFile(bits: 1 | 4 | 8 | 24 | 32, levels: number[][]): Uint8Array {
  const height = levels.length
  const width = levels[0].length
  const colours = bits <= 8 ? 2 ** bits : 0
  const stride = Math.ceil((width * bits) / 32) * 4
  const start = 54 + 4 * colours
  const bytes = new Uint8Array(start + stride * height)
  const view = new DataView(bytes.buffer)
  bytes.set([0x42, 0x4d])
  view.setUint32(2, bytes.length, true)
  view.setUint32(10, start, true)
  view.setUint32(14, 40, true)
  view.setInt32(18, width, true)
  view.setInt32(22, height, true)
  view.setUint16(26, 1, true)
  view.setUint16(28, bits, true)
  view.setUint32(34, stride * height, true)
  view.setUint32(46, colours, true)
  for (let k = 0; k < colours; k++) bytes.fill(Math.round((k * 255) / (colours - 1)), 54 + 4 * k, 54 + 4 * k + 3)
  levels.forEach((row, r) =>
    row.forEach((level, c) => {
      const line = start + (height - 1 - r) * stride
      if (bits >= 24) bytes.fill(level, line + (c * bits) / 8, line + (c * bits) / 8 + 3)
      else {
        const index = Math.round((level * (colours - 1)) / 255)
        bytes[line + ((c * bits) >> 3)] |= index << (8 - bits - ((c * bits) & 7))
      }
    }),
  )
  return bytes
}
