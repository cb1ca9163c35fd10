import { digitPalette } from './digit-palette.ts'

/** Draws one digit over the whole canvas, `cell` device pixels a side of each of its pixels. */
export function paintDigit(
  canvas: HTMLCanvasElement,
  pixels: ArrayLike<number>,
  height: number,
  width: number,
  cell: number,
) {
  canvas.width = width * cell
  canvas.height = height * cell
  const context = canvas.getContext('2d')
  if (!context) return
  const image = context.createImageData(canvas.width, canvas.height)
  const out = new Uint32Array(image.data.buffer)
  const palette = digitPalette()
  const line = canvas.width
  for (let y = 0; y < height; y++) {
    const first = y * cell * line
    for (let x = 0, at = first; x < width; x++, at += cell) {
      out.fill(palette[Math.round(pixels[y * width + x])], at, at + cell)
    }
    for (let copy = 1; copy < cell; copy++) out.copyWithin(first + copy * line, first, first + line)
  }
  context.putImageData(image, 0, 0)
}
