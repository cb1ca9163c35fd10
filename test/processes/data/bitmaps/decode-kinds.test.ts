import { encode as encodeJpeg } from 'jpeg-js'
import { describe, expect, it } from 'vitest'
import { decodeBitmap } from '#processes/data/bitmaps/decode-bitmap.ts'
import { bmpFile } from './bmp-file.ts'
import { pngFile, type PngParts } from './png-file.ts'

const levelsOf = async (name: string, file: Uint8Array) => [...(await decodeBitmap(name, file)).pixels]
const view = (file: Uint8Array) => new DataView(file.buffer, file.byteOffset, file.byteLength)

/** The header of a BMP with other pixels behind it. */
function bmpWith({
  bits,
  compression,
  like,
  data,
}: {
  bits: 4 | 8 | 24
  compression: number
  like: number[][]
  data: number[]
}) {
  // prettier-ignore
  const plain = bmpFile(bits, like)
  const start = view(plain).getUint32(10, true)
  const file = Uint8Array.from([...plain.subarray(0, start), ...data])
  view(file).setUint32(30, compression, true)
  return file
}

describe('a BMP', () => {
  const grey = [[0, 51, 102], [153, 204, 255]] // prettier-ignore

  it.each([8, 24] as const)('of %i bits may stand from above', async (bits) => {
    const file = bmpFile(bits, [...grey].reverse())
    view(file).setInt32(22, -2, true)
    expect(await levelsOf('a.bmp', file)).toEqual(grey.flat())
  })

  it('of 8 bits may be run-length encoded: runs, plain values, jumps and ends', async () => {
    const like = Array.from({ length: 3 }, () => [0, 0, 0, 0, 0])
    // From below: three of 7, then 9 and 8 plain (with three values a byte fills up); a jump of (1, 1) on the middle row.
    const data = [3, 7, 0, 0, 0, 2, 1, 0, 1, 50, 0, 0, 0, 3, 9, 8, 6, 0, 2, 5, 0, 1]
    const rows = [[9, 8, 6, 5, 5], [0, 50, 0, 0, 0], [7, 7, 7, 0, 0]] // prettier-ignore
    expect(await levelsOf('a.bmp', bmpWith({ bits: 8, compression: 1, like, data }))).toEqual(rows.flat())
  })

  it('of 4 bits may be run-length encoded: a run takes its two values in turn', async () => {
    const like = [[0, 0, 0, 0, 0], [0, 0, 0, 0, 0]] // prettier-ignore
    const data = [5, 0x1f, 0, 0, 0, 5, 0x12, 0x34, 0x50, 0, 0, 1]
    const rows = [[17, 34, 51, 68, 85], [17, 255, 17, 255, 17]] // prettier-ignore
    expect(await levelsOf('a.bmp', bmpWith({ bits: 4, compression: 2, like, data }))).toEqual(rows.flat())
  })

  it('of 16 bits has 5 a colour, or as many as its bit fields say', async () => {
    const data = [0x00, 0x00, 0xff, 0x7f]
    const five = bmpWith({ bits: 24, compression: 0, like: [[0, 0]], data })
    view(five).setUint16(28, 16, true)
    expect(await levelsOf('a.bmp', five)).toEqual([0, 255])
    const masks = [0x00, 0xf8, 0, 0, 0xe0, 0x07, 0, 0, 0x1f, 0x00, 0, 0]
    // Full green of six bits, then full red of five.
    const six = bmpWith({ bits: 24, compression: 3, like: [[0, 0]], data: [...masks, 0xe0, 0x07, 0x00, 0xf8] })
    view(six).setUint16(28, 16, true)
    view(six).setUint32(10, 54 + 12, true)
    expect(await levelsOf('a.bmp', six)).toEqual([150, 76])
  })
})

describe('a PNG', () => {
  it.each<[string, PngParts, number[]]>([
    ['1 bit grey', { width: 3, depth: 1, kind: 0, rows: [[0b01000000], [0b10100000]] }, [0, 255, 0, 255, 0, 255]],
    ['2 bits grey', { width: 3, depth: 2, kind: 0, rows: [[0b00011000]] }, [0, 85, 170]],
    ['4 bits grey', { width: 3, depth: 4, kind: 0, rows: [[0x0f, 0x80]] }, [0, 255, 136]],
    ['16 bits grey', { width: 2, depth: 16, kind: 0, rows: [[0x80, 0x80, 0xff, 0xff]] }, [128, 255]],
    ['RGBA', { width: 2, depth: 8, kind: 6, rows: [[9, 9, 9, 255, 9, 9, 9, 0]] }, [9, 255]],
    ['16 bits RGB', { width: 1, depth: 16, kind: 2, rows: [[0xff, 0xff, 0, 0, 0, 0]] }, [76]],
    ['a palette of 2 bits', { width: 3, depth: 2, kind: 3, rows: [[0b00011000]], palette: [5, 5, 5, 90, 90, 90, 200, 200, 200] }, [5, 90, 200]], // prettier-ignore
    ['a palette with one colour that is seen through', { width: 2, depth: 8, kind: 3, rows: [[0, 1]], palette: [5, 5, 5, 9, 9, 9], transparency: [255, 0] }, [5, 255]], // prettier-ignore
    ['one grey level that is seen through', { width: 3, depth: 8, kind: 0, rows: [[0, 40, 90]], transparency: [0, 40] }, [0, 255, 90]], // prettier-ignore
  ])('of %s is read', async (_, parts, levels) => expect(await levelsOf('a.png', pngFile(parts))).toEqual(levels))

  it('that is interlaced is refused where its pixels are parts of bytes, and read where not', async () => {
    const bits: PngParts = { width: 1, depth: 1, kind: 0, rows: [[0b10000000]], interlaced: true }
    await expect(decodeBitmap('a.png', pngFile(bits))).rejects.toThrow(/interlaced PNG of 1 bits cannot be read/)
    expect(await levelsOf('a.png', pngFile({ ...bits, depth: 8, rows: [[77]] }))).toEqual([77])
  })

  it('that unpacks to more than its header says is refused', async () => {
    const file = Buffer.from(pngFile({ width: 10, depth: 8, kind: 0, rows: Array.from({ length: 50 }, () => Array.from({ length: 10 }, () => 0)) })) // prettier-ignore
    file.writeUInt32BE(1, 20)
    await expect(decodeBitmap('bomb.png', file)).rejects.toThrow(/more pixels than its header says/)
  })
})

describe('what can be seen through', () => {
  const png = (levels: [level: number, alpha: number][]) =>
    pngFile({ width: levels.length, depth: 8, kind: 4, rows: [levels.flat()] })

  it('lies on white: dark ink, and a sheet with dark ink', async () => {
    expect(await levelsOf('ink.png', png([[0, 255], [0, 0], [0, 128]]))).toEqual([0, 255, 127]) // prettier-ignore
    expect(await levelsOf('sheet.png', png([[240, 255], [240, 255], [20, 255], [0, 0]]))).toEqual([240, 240, 20, 255]) // prettier-ignore
  })

  it('lies on black where all that can be seen is light ink', async () => {
    expect(await levelsOf('chalk.png', png([[255, 255], [255, 0], [255, 128]]))).toEqual([255, 0, 128]) // prettier-ignore
  })
})

describe('a JPEG from a camera', () => {
  /** Quarters of 0, 80 (right), 160 (below) and 240: 16 x 32 pixels, wider than tall. */
  const stored = [[0, 80], [160, 240]] // prettier-ignore
  const rgba = Buffer.alloc(16 * 32 * 4)
  for (let r = 0; r < 16; r++) for (let c = 0; c < 32; c++) rgba.fill(stored[r >> 3][c >> 4], 4 * (32 * r + c), 4 * (32 * r + c) + 4) // prettier-ignore

  function held(orientation: number, little: boolean): Uint8Array {
    const plain = encodeJpeg({ data: rgba, width: 32, height: 16 }, 95).data
    const tiff = Buffer.alloc(26)
    tiff.write(little ? 'II' : 'MM', 'latin1')
    const u16 = (value: number, at: number) => (little ? tiff.writeUInt16LE(value, at) : tiff.writeUInt16BE(value, at))
    const u32 = (value: number, at: number) => (little ? tiff.writeUInt32LE(value, at) : tiff.writeUInt32BE(value, at))
    u16(42, 2)
    u32(8, 4)
    u16(1, 8)
    u16(0x0112, 10)
    u16(3, 12)
    u32(1, 14)
    u16(orientation, 18)
    const segment = Buffer.concat([Buffer.from([0xff, 0xe1, 0, 2 + 6 + tiff.length]), Buffer.from('Exif\0\0'), tiff])
    return Buffer.concat([plain.subarray(0, 2), segment, plain.subarray(2)])
  }

  // What is seen in the quarters, row by row, of the stored 0 1 / 2 3. EXIF 2.32, tag 274: where row 0 and column 0 are seen.
  it.each([
    [1, [0, 80, 160, 240]],
    [2, [80, 0, 240, 160]],
    [3, [240, 160, 80, 0]],
    [4, [160, 240, 0, 80]],
    [5, [0, 160, 80, 240]],
    [6, [160, 0, 240, 80]],
    [7, [240, 80, 160, 0]],
    [8, [80, 240, 0, 160]],
  ])('held in way %i is turned upright', async (orientation, quarters) => {
    for (const little of [true, false]) {
      const { height, width, pixels } = await decodeBitmap('photo.jpg', held(orientation, little))
      expect([height, width]).toEqual(orientation < 5 ? [16, 32] : [32, 16])
      const middles = [[1, 1], [1, 3], [3, 1], [3, 3]].map(([r, c]) => pixels[((r * height) / 4) * width + (c * width) / 4]) // prettier-ignore
      for (const [k, level] of middles.entries()) expect(Math.abs(level - quarters[k])).toBeLessThan(8)
    }
  })
})

it('a WebP that claims to be huge is refused before it is decoded', async () => {
  const file = Buffer.alloc(40)
  file.write('RIFF', 0, 'latin1')
  file.write('WEBPVP8X', 8, 'latin1')
  file.writeUIntLE(16_382, 24, 3)
  file.writeUIntLE(16_382, 27, 3)
  await expect(decodeBitmap('bomb.webp', file)).rejects.toThrow(/claims 16383 x 16383 pixels/)
})
