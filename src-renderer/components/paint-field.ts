import type { Rgb } from '#renderer/charts/token-colour.ts'

export interface FieldMarks {
  /** Entry j: 0 hatches pixel j as left out. */
  kept?: Uint8Array
  /** Entry j: 1 marks pixel j with a dot as never changing. */
  constant?: Uint8Array
  ground: Rgb
  line: Rgb
}

/** Draws values as coloured cells of `cell` device pixels; left-out ones hatched over the page's own ground. */
export function paintField(
  canvas: HTMLCanvasElement,
  field: { values: ArrayLike<number>; height: number; width: number; cell: number; domain: readonly [number, number] },
  table: Rgb[],
  marks: FieldMarks,
) {
  const { values, height, width, cell, domain } = field
  if (canvas.width !== width * cell || canvas.height !== height * cell) {
    canvas.width = width * cell
    canvas.height = height * cell
  }
  const context = canvas.getContext('2d')
  if (!context) return
  const image = context.createImageData(canvas.width, canvas.height)
  const out = new Uint32Array(image.data.buffer)
  const colours = Uint32Array.from(table, packed)
  const ground = packed(marks.ground)
  const line = packed(marks.line)
  const period = Math.max(4, Math.round(cell * 0.75))
  const thick = Math.max(1, Math.round(cell / 8))
  const dotFrom = Math.floor(cell / 2 - cell / 10)
  const dotTo = Math.ceil(cell / 2 + cell / 10)
  const perUnit = (table.length - 1) / (domain[1] - domain[0])
  for (let y = 0; y < canvas.height; y++) {
    const row = Math.floor(y / cell) * width
    for (let x = 0; x < canvas.width; x++) {
      const pixel = row + Math.floor(x / cell)
      let colour: number
      if (marks.constant?.[pixel]) {
        const inX = x % cell
        const inY = y % cell
        colour = inX >= dotFrom && inX < dotTo && inY >= dotFrom && inY < dotTo ? line : ground
      } else if (marks.kept && !marks.kept[pixel]) {
        colour = (x + y) % period < thick ? line : ground
      } else {
        const step = Math.round((values[pixel] - domain[0]) * perUnit)
        colour = colours[Math.min(table.length - 1, Math.max(0, step))]
      }
      out[y * canvas.width + x] = colour
    }
  }
  context.putImageData(image, 0, 0)
}

/** The screen's 32 bits, little-endian ABGR. */
function packed([r, g, b]: Rgb): number {
  return ((255 << 24) | (b << 16) | (g << 8) | r) >>> 0
}
