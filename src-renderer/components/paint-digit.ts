import { canvasImage } from './canvas-image.ts'
import { digitPalette } from './digit-palette.ts'

/** Draws one digit over the whole canvas, a pixel of it for each of the digit's; the page enlarges it. */
export function paintDigit(canvas: HTMLCanvasElement, pixels: ArrayLike<number>, height: number, width: number) {
  // Setting a size makes a canvas anew, which costs more than all the painting.
  if (canvas.width !== width) canvas.width = width
  if (canvas.height !== height) canvas.height = height
  const context = canvas.getContext('2d')
  if (!context) return
  const image = canvasImage(canvas, context)
  const out = new Uint32Array(image.data.buffer)
  const palette = digitPalette()
  for (let at = 0; at < out.length; at++) out[at] = palette[Math.round(pixels[at])]
  context.putImageData(image, 0, 0)
}
