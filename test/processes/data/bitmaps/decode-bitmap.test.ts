import { encode as encodePng } from 'fast-png'
import { encode as encodeJpeg } from 'jpeg-js'
import { describe, expect, it } from 'vitest'
import { decodeBitmap } from '#processes/data/bitmaps/decode-bitmap.ts'
import { bmpFile } from './bmp-file.ts'

const grey = [
  [0, 51, 102],
  [153, 204, 255],
]
const blackAndWhite = [
  [0, 255, 255, 0, 255],
  [255, 0, 0, 0, 255],
]
/** Lossless, 4 x 3, levels 0, 20, 40 and so on to 220. */
const webp = 'UklGRjIAAABXRUJQVlA4TCYAAAAvA4AAAF8gEEiC2B93hqEYivlPbAeCABKFWGKZZZZZJo3of2C6Aw=='

describe('decoding a bitmap', () => {
  it.each([4, 8, 24, 32] as const)('reads a BMP of %i bits', async (bits) => {
    const image = await decodeBitmap('a.bmp', bmpFile(bits, grey))
    expect([image.height, image.width]).toEqual([2, 3])
    expect([...image.pixels]).toEqual(grey.flat())
  })

  it('reads a BMP of 1 bit', async () => {
    const image = await decodeBitmap('a.bmp', bmpFile(1, blackAndWhite))
    expect([...image.pixels]).toEqual(blackAndWhite.flat())
  })

  it('tells red from blue in a BMP: luminance weighs them differently', async () => {
    const file = bmpFile(24, [[0]])
    file.set([255, 0, 0], 54)
    expect((await decodeBitmap('blue.bmp', file)).pixels[0]).toBe(29)
    file.set([0, 0, 255], 54)
    expect((await decodeBitmap('red.bmp', file)).pixels[0]).toBe(76)
  })

  it.each([
    [1, 8, [0, 100, 255], [0, 100, 255]],
    [3, 8, [9, 9, 9, 80, 80, 80, 255, 255, 255], [9, 80, 255]],
    [2, 8, [0, 255, 0, 0, 0, 128], [0, 255, 127]],
  ])('reads a PNG of %i channels of %i bits', async (channels, depth, data, levels) => {
    const file = encodePng({ width: 3, height: 1, data: Uint8Array.from(data), channels, depth: depth as 8 })
    expect([...(await decodeBitmap('a.png', file)).pixels]).toEqual(levels)
  })

  it('reads a PNG of 16 bits', async () => {
    const file = encodePng({ width: 2, height: 1, data: Uint16Array.of(0x8080, 0xffff), channels: 1, depth: 16 })
    expect([...(await decodeBitmap('a.png', file)).pixels]).toEqual([128, 255])
  })

  it('reads a JPEG', async () => {
    const rgba = Buffer.alloc(16 * 16 * 4, 200)
    const image = await decodeBitmap('a.jpg', encodeJpeg({ data: rgba, width: 16, height: 16 }, 95).data)
    expect(image.pixels.every((level) => Math.abs(level - 200) < 3)).toBe(true)
  })

  it('reads a WebP without a window', async () => {
    const image = await decodeBitmap('a.webp', Buffer.from(webp, 'base64'))
    expect([image.height, image.width]).toEqual([3, 4])
    expect([...image.pixels]).toEqual(Array.from({ length: 12 }, (_, k) => 20 * k))
  })

  it('goes by the content, not by the name', async () => {
    expect((await decodeBitmap('wrong.png', bmpFile(8, grey))).pixels[1]).toBe(51)
  })

  it('says what is wrong with a file that is none, is cut short or claims to be huge', async () => {
    await expect(decodeBitmap('notes.txt', Buffer.from('hello'))).rejects.toThrow(/notes\.txt is not a picture/)
    const png = encodePng({ width: 30, height: 30, data: new Uint8Array(900), channels: 1, depth: 8 })
    await expect(decodeBitmap('cut.png', png.slice(0, 50))).rejects.toMatchObject({ code: 'invalid-file' })
    const bomb = bmpFile(8, grey)
    new DataView(bomb.buffer).setInt32(18, 200_000, true)
    new DataView(bomb.buffer).setInt32(22, 200_000, true)
    await expect(decodeBitmap('bomb.bmp', bomb)).rejects.toThrow(/claims 200000 x 200000/)
  })
})
