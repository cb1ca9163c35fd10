import { describe, expect, it } from 'vitest'
import type { Rgb } from '#renderer/charts/token-colour.ts'
import { paintField } from '#renderer/components/paint-field.ts'

const table: Rgb[] = Array.from({ length: 256 }, (_, level) => [level, 0, 255 - level])
const ground: Rgb = [1, 2, 3]
const line: Rgb = [4, 5, 6]
const height = 5
const width = 7
const values = Array.from({ length: height * width }, (_, at) => at - 3)
const kept = Uint8Array.from(values, (_, at) => Number(at % 3 !== 0))
const constant = Uint8Array.from(values, (_, at) => Number(at % 5 === 0))

function painted(cell: number, marks: { kept?: Uint8Array; constant?: Uint8Array }): number[][] {
  let bytes = new Uint8ClampedArray()
  const context = {
    createImageData: (columns: number, rows: number) => ({
      width: columns,
      height: rows,
      data: (bytes = new Uint8ClampedArray(columns * rows * 4)),
    }),
    putImageData: () => undefined,
  }
  const canvas = { width: 0, height: 0, getContext: () => context } as unknown as HTMLCanvasElement
  paintField(canvas, { values, height, width, cell, domain: [0, 30] }, table, { ...marks, ground, line })
  expect([canvas.width, canvas.height]).toEqual([width * cell, height * cell])
  return Array.from({ length: bytes.length / 4 }, (_, at) => [...bytes.subarray(4 * at, 4 * at + 3)])
}

describe('a painted field', () => {
  it.each([1, 2, 5, 16])(
    'shows each value as a cell of %i device pixels in its colour, cut off at the ends',
    (cell) => {
      const expected = Array.from({ length: height * cell * width * cell }, (_, at) => {
        const x = Math.floor((at % (width * cell)) / cell)
        const y = Math.floor(at / (width * cell * cell))
        return table[Math.min(255, Math.max(0, Math.round((values[y * width + x] * 255) / 30)))]
      })
      expect(painted(cell, {})).toEqual(expected)
    },
  )

  it.each([1, 2, 5, 16])(
    'hatches what is left out across cells of %i device pixels, and dots what never changes',
    (cell) => {
      const period = Math.max(4, Math.round(cell * 0.75))
      const thick = Math.max(1, Math.round(cell / 8))
      const inDot = (at: number) => at >= Math.floor(cell / 2 - cell / 10) && at < Math.ceil(cell / 2 + cell / 10)
      const image = painted(cell, { kept, constant })
      const side = width * cell
      for (let y = 0; y < height * cell; y++) {
        for (let x = 0; x < side; x++) {
          const pixel = Math.floor(y / cell) * width + Math.floor(x / cell)
          const marked = constant[pixel] ? inDot(x % cell) && inDot(y % cell) : (x + y) % period < thick
          if (constant[pixel] || !kept[pixel]) expect(image[y * side + x]).toEqual(marked ? line : ground)
        }
      }
    },
  )
})
