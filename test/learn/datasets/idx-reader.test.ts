import { describe, expect, it } from 'vitest'
import { digitsOfIdx, looksLikeIdx, readIdx } from '#learn/datasets/idx-reader.ts'

function idx(shape: number[], values: number[], type = 8): Uint8Array {
  const file = new Uint8Array(4 + 4 * shape.length + values.length)
  file.set([0, 0, type, shape.length])
  shape.forEach((size, i) => new DataView(file.buffer).setUint32(4 + 4 * i, size))
  file.set(values, 4 + 4 * shape.length)
  return file
}

const pictures = idx([2, 2, 2], [1, 2, 3, 4, 5, 6, 7, 255])
const labels = idx([2], [7, 0])

describe('IDX files', () => {
  it('give pictures and labels joined', () => {
    const { set } = digitsOfIdx(readIdx(pictures), readIdx(labels))
    expect({ ...set, pixels: [...set.pixels], labels: [...set.labels] }).toEqual({
      rows: 2,
      height: 2,
      width: 2,
      pixels: [1, 2, 3, 4, 5, 6, 7, 255],
      labels: [7, 0],
    })
  })

  it('are known by their first four bytes', () => {
    expect(looksLikeIdx(pictures)).toBe(true)
    expect(looksLikeIdx(Uint8Array.from([0x30, 0x2c, 0x30, 0x2c]))).toBe(false)
  })

  it.each([
    [
      'cut off',
      () => readIdx(pictures.subarray(0, -1)),
      'The IDX file should hold 2 x 2 x 2 = 8 values, but it has 7.',
    ],
    ['of an unknown type', () => readIdx(idx([1], [1], 0x0a)), 'The IDX file holds values of type 10'],
    [
      'that do not belong together',
      () => digitsOfIdx(readIdx(pictures), readIdx(idx([3], [1, 2, 3]))),
      'do not belong together: 2 pictures, 3 labels',
    ],
    [
      'with labels in place of pictures',
      () => digitsOfIdx(readIdx(labels), readIdx(labels)),
      'has 1 dimensions instead of 3',
    ],
    [
      'with a label that is no class',
      () => digitsOfIdx(readIdx(pictures), readIdx(idx([2], [1, 255]))),
      'Label 2 of the IDX file is 255',
    ],
  ])('are refused when %s', (_what, reading, sentence) => {
    expect(reading).toThrow(sentence)
  })
})
