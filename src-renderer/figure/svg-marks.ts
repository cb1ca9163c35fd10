import type { Mark, PathStyle } from './marks.ts'

/** The shapes and words of a drawing on the page. */
export function svgMarks(drawing: SVGSVGElement, origin: { x: number; y: number }, marks: Mark[]): void {
  for (const shape of drawing.querySelectorAll<SVGGraphicsElement>('rect, line, circle, path, polyline, text')) {
    if (shape.closest('defs')) continue
    const style = getComputedStyle(shape)
    const matrix = shape.getScreenCTM()
    if (!matrix || style.display === 'none') continue
    const place: [number, number, number, number, number, number] = [
      matrix.a,
      matrix.b,
      matrix.c,
      matrix.d,
      matrix.e - origin.x,
      matrix.f - origin.y,
    ]
    if (shape instanceof SVGTextElement) {
      const box = shape.getBoundingClientRect()
      const size = Number.parseFloat(style.fontSize) * matrix.d
      const font = { size, family: style.fontFamily, weight: style.fontWeight }
      const baseline = box.top - origin.y + box.height / 2 + size * 0.35
      const text = (shape.textContent ?? '').trim()
      marks.push({ kind: 'text', x: box.left - origin.x, baseline, text, colour: style.fill, font })
    } else {
      marks.push({ kind: 'path', d: pathOf(shape), matrix: place, style: styleOf(style) })
    }
  }
}

function styleOf(style: CSSStyleDeclaration): PathStyle {
  const paint = (value: string) => (value === 'none' || value.startsWith('url(') ? undefined : value)
  const stroke = paint(style.stroke)
  return {
    ...(paint(style.fill) === undefined ? {} : { fill: style.fill }),
    ...(stroke === undefined ? {} : { stroke }),
    strokeWidth: Number.parseFloat(style.strokeWidth) || 1,
    dash: (style.strokeDasharray.match(/[\d.]+/g) ?? []).map(Number),
    opacity: Number(style.opacity) || 1,
  }
}

function pathOf(shape: Element): string {
  const number = (name: string) => Number(shape.getAttribute(name) ?? 0)
  switch (shape.tagName) {
    case 'rect':
      return `M${number('x')} ${number('y')}h${number('width')}v${number('height')}h${-number('width')}Z`
    case 'line':
      return `M${number('x1')} ${number('y1')}L${number('x2')} ${number('y2')}`
    case 'circle': {
      const r = number('r')
      return `M${number('cx') - r} ${number('cy')}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0Z`
    }
    case 'polyline':
      return `M${shape.getAttribute('points') ?? ''}`
    default:
      return shape.getAttribute('d') ?? ''
  }
}
