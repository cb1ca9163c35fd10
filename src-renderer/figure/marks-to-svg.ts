import type { Mark, MarkedFigure } from './marks.ts'

/** The figure as an SVG file: words, boxes and charts stay what they are, images become embedded pictures. */
export function marksToSvg(figure: MarkedFigure, plain: (colour: string) => string): string {
  const { width, height, ground } = figure
  const marks = figure.marks.map((mark) => inPlainColours(mark, plain))
  const size = `width="${short(width)}" height="${short(height)}" viewBox="0 0 ${short(width)} ${short(height)}"`
  const body = marks.map((mark, k) => element(mark, k)).join('\n')
  return `<svg xmlns="http://www.w3.org/2000/svg" ${size}>\n<rect width="100%" height="100%" fill="${text(plain(ground))}"/>\n${body}\n</svg>\n`
}

function element(mark: Mark, k: number): string {
  switch (mark.kind) {
    case 'box':
      return box(mark, k)
    case 'picture':
      return `<image ${place(mark)} style="image-rendering:pixelated" href="${mark.source.toDataURL()}"/>`
    case 'text': {
      const { size, family, weight } = mark.font
      const font = `font-size="${short(size)}" font-family="${text(family)}" font-weight="${text(weight)}"`
      const turn = mark.matrix ? ` transform="matrix(${mark.matrix.map(short).join(' ')})"` : ''
      return `<text x="${short(mark.x)}" y="${short(mark.baseline)}" fill="${text(mark.colour)}" ${font}${turn}>${text(mark.text)}</text>`
    }
    case 'path': {
      const { fill = 'none', stroke, strokeWidth, dash, opacity } = mark.style
      const line = stroke === undefined ? '' : ` stroke="${text(stroke)}" stroke-width="${strokeWidth}"`
      const dashes = dash.length === 0 ? '' : ` stroke-dasharray="${dash.join(' ')}"`
      const look = `fill="${text(fill)}"${line}${dashes} opacity="${opacity}"`
      const path = `<path d="${text(mark.d)}" transform="matrix(${mark.matrix.map(short).join(' ')})" ${look}`
      if (!mark.clip) return `${path}/>`
      return `<clipPath id="c${k}"><rect ${place(mark.clip)}/></clipPath>${path} clip-path="url(#c${k})"/>`
    }
  }
}

function inPlainColours(mark: Mark, plain: (colour: string) => string): Mark {
  switch (mark.kind) {
    case 'box':
      return { ...mark, colours: mark.colours.map(plain) }
    case 'text':
      return { ...mark, colour: plain(mark.colour) }
    case 'path': {
      const { fill, stroke } = mark.style
      const paints = {
        ...(fill === undefined ? {} : { fill: plain(fill) }),
        ...(stroke === undefined ? {} : { stroke: plain(stroke) }),
      }
      return { ...mark, style: { ...mark.style, ...paints } }
    }
    case 'picture':
      return mark
  }
}

function box(mark: Extract<Mark, { kind: 'box' }>, k: number): string {
  const shape = `${place(mark)} rx="${short(mark.radius)}"`
  if (mark.colours.length === 1) return `<rect ${shape} fill="${text(mark.colours[0])}"/>`
  const stops = mark.colours.map(
    (colour, at) => `<stop offset="${short(at / (mark.colours.length - 1))}" stop-color="${text(colour)}"/>`,
  )
  return `<defs><linearGradient id="g${k}">${stops.join('')}</linearGradient></defs><rect ${shape} fill="url(#g${k})"/>`
}

function place({ x, y, width, height }: { x: number; y: number; width: number; height: number }): string {
  return `x="${short(x)}" y="${short(y)}" width="${short(width)}" height="${short(height)}"`
}

function short(value: number): string {
  return String(Math.round(value * 1000) / 1000)
}

function text(value: string): string {
  return value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
}
