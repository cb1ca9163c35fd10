const kept = new WeakMap<HTMLCanvasElement, ImageData>()

/** The pixels that are put on a canvas, to be written over: kept with it, since to make them anew costs as much as to fill them. */
export function canvasImage(canvas: HTMLCanvasElement, context: CanvasRenderingContext2D): ImageData {
  const { width, height } = canvas
  let image = kept.get(canvas)
  if (image?.width !== width || image.height !== height) {
    image = context.createImageData(width, height)
    kept.set(canvas, image)
  }
  return image
}
