import type { Rgb } from '#renderer/charts/token-colour.ts'
import { canvasImage } from './canvas-image.ts'

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
  const image = canvasImage(canvas, context)
  const out = new Uint32Array(image.data.buffer)
  const colours = packedTable(table)
  const ground = packed(marks.ground)
  const line = packed(marks.line)
  const perUnit = (table.length - 1) / (domain[1] - domain[0])
  const side = canvas.width
  // Whole cells first, a line at a time; few are marked.
  for (let y = 0, at = 0; y < height; y++) {
    const first = y * cell * side
    for (let x = 0; x < width; x++, at++) {
      const step = Math.round((values[at] - domain[0]) * perUnit)
      const colour = isMarked(at, marks) ? ground : colours[Math.min(table.length - 1, Math.max(0, step))]
      out.fill(colour, first + x * cell, first + (x + 1) * cell)
    }
    for (let copy = 1; copy < cell; copy++) out.copyWithin(first + copy * side, first, first + side)
  }
  for (let at = 0; at < height * width; at++) {
    if (!isMarked(at, marks)) continue
    const draw = marks.constant?.[at] ? drawDot : drawHatch
    draw(out, side, (at % width) * cell, Math.floor(at / width) * cell, cell, line)
  }
  context.putImageData(image, 0, 0)
}

function isMarked(pixel: number, { kept, constant }: FieldMarks): boolean {
  return constant?.[pixel] === 1 || kept?.[pixel] === 0
}

/** In the middle of a cell whose corner is (left, top). */
function drawDot(out: Uint32Array, side: number, left: number, top: number, cell: number, line: number): void {
  const from = Math.floor(cell / 2 - cell / 10)
  const to = Math.ceil(cell / 2 + cell / 10)
  for (let y = top + from; y < top + to; y++) out.fill(line, y * side + left + from, y * side + left + to)
}

/** Slanted lines that go on from cell to cell. */
function drawHatch(out: Uint32Array, side: number, left: number, top: number, cell: number, line: number): void {
  const period = Math.max(4, Math.round(cell * 0.75))
  const thick = Math.max(1, Math.round(cell / 8))
  for (let y = top; y < top + cell; y++) {
    // The first line at or before the left edge.
    for (let x = left - ((left + y) % period); x < left + cell; x += period) {
      out.fill(line, y * side + Math.max(left, x), y * side + Math.min(left + cell, Math.max(left, x + thick)))
    }
  }
}

const packedTables = new WeakMap<Rgb[], Uint32Array>()

function packedTable(table: Rgb[]): Uint32Array {
  const known = packedTables.get(table)
  if (known) return known
  const colours = Uint32Array.from(table, packed)
  packedTables.set(table, colours)
  return colours
}

/** The screen's 32 bits, little-endian ABGR. */
function packed([r, g, b]: Rgb): number {
  return ((255 << 24) | (b << 16) | (g << 8) | r) >>> 0
}
