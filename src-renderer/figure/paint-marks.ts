import type { MarkedFigure } from './marks.ts'

/** The figure as a picture, `scale` pixels to a CSS pixel. */
export function paintMarks({ width, height, ground, marks }: MarkedFigure, scale = 2): HTMLCanvasElement {
  const canvas = document.createElement('canvas')
  canvas.width = Math.ceil(width * scale)
  canvas.height = Math.ceil(height * scale)
  const context = canvas.getContext('2d')
  if (!context) return canvas
  context.scale(scale, scale)
  context.fillStyle = ground
  context.fillRect(0, 0, width, height)
  context.imageSmoothingEnabled = false
  for (const mark of marks) {
    context.save()
    if (mark.kind === 'box') {
      context.fillStyle = boxFill(context, mark)
      context.beginPath()
      context.roundRect(mark.x, mark.y, mark.width, mark.height, mark.radius)
      context.fill()
    } else if (mark.kind === 'picture') {
      context.drawImage(mark.source, mark.x, mark.y, mark.width, mark.height)
    } else if (mark.kind === 'text') {
      context.fillStyle = mark.colour
      if (mark.matrix) context.transform(...mark.matrix)
      context.font = `${mark.font.weight} ${mark.font.size}px ${mark.font.family}`
      context.fillText(mark.text, mark.x, mark.baseline)
    } else {
      if (mark.clip) {
        context.beginPath()
        context.rect(mark.clip.x, mark.clip.y, mark.clip.width, mark.clip.height)
        context.clip()
      }
      const path = new Path2D(mark.d)
      context.transform(...mark.matrix)
      context.globalAlpha = mark.style.opacity
      if (mark.style.fill !== undefined) {
        context.fillStyle = mark.style.fill
        context.fill(path)
      }
      if (mark.style.stroke !== undefined) {
        context.strokeStyle = mark.style.stroke
        context.lineWidth = mark.style.strokeWidth
        context.setLineDash(mark.style.dash)
        context.stroke(path)
      }
    }
    context.restore()
  }
  return canvas
}

function boxFill(
  context: CanvasRenderingContext2D,
  { x, width, colours }: { x: number; width: number; colours: string[] },
): string | CanvasGradient {
  if (colours.length === 1) return colours[0]
  const gradient = context.createLinearGradient(x, 0, x + width, 0)
  colours.forEach((colour, k) => gradient.addColorStop(k / (colours.length - 1), colour))
  return gradient
}
