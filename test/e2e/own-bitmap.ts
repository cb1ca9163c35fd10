/** A grey BMP of 28 x 28 pixels and 8 bits, as GIMP saves it: rows from the lowest to the highest. */
export function greyBmp(pixels: Uint8Array, side = 28): Buffer {
  const start = 14 + 40 + 4 * 256
  const file = Buffer.alloc(start + side * side)
  file.write('BM', 0, 'latin1')
  file.writeUInt32LE(file.length, 2)
  file.writeUInt32LE(start, 10)
  file.writeUInt32LE(40, 14)
  file.writeInt32LE(side, 18)
  file.writeInt32LE(side, 22)
  file.writeUInt16LE(1, 26)
  file.writeUInt16LE(8, 28)
  for (let level = 0; level < 256; level++) file.fill(level, 54 + 4 * level, 54 + 4 * level + 3)
  // 28 bytes are a whole number of four: rows need no padding.
  for (let row = 0; row < side; row++) {
    file.set(pixels.subarray(row * side, (row + 1) * side), start + (side - 1 - row) * side)
  }
  return file
}

/** Moved by two pixels up and to the left; what leaves at one side comes in at the other, as numpy's roll does. */
export function moved(pixels: Uint8Array, side = 28, by = 2): Uint8Array {
  return pixels.map((_, at) => {
    const row = (Math.floor(at / side) + by) % side
    const column = ((at % side) + by) % side
    return pixels[row * side + column]
  })
}
