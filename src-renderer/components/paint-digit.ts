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
  for (let y = 0; y < canvas.height; y++) {
    const row = Math.floor(y / cell) * width
    for (let x = 0; x < canvas.width; x++) {
      out[y * canvas.width + x] = palette[Math.round(pixels[row + Math.floor(x / cell)])]
    }
  }
  context.putImageData(image, 0, 0)
}
