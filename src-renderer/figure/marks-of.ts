import type { Mark, MarkedFigure } from './marks.ts'
import { canvasMarks } from './canvas-marks.ts'
import { svgMarks } from './svg-marks.ts'

/**
 * Reads a figure off the page: backgrounds, colour bars, canvases, drawings and words at the places they have. Elements with
 * `data-no-print`, and what is only for the ear, stay behind.
 */
export function marksOf(element: HTMLElement, ground: string, margin = 12): MarkedFigure {
  const frame = element.getBoundingClientRect()
  const origin = { x: frame.left - margin, y: frame.top - margin }
  const marks: Mark[] = []
  visit(element, origin, marks)
  return { width: frame.width + 2 * margin, height: frame.height + 2 * margin, ground, marks }
}

interface Origin {
  x: number
  y: number
}

function visit(element: Element, origin: Origin, marks: Mark[]): void {
  const style = getComputedStyle(element)
  if (style.display === 'none' || style.visibility === 'hidden') return
  if (element.hasAttribute('data-no-print') || element.classList.contains('unseen')) return
  const box = element.getBoundingClientRect()
  const place = { x: box.left - origin.x, y: box.top - origin.y, width: box.width, height: box.height }
  if (element instanceof HTMLCanvasElement) {
    const painted = canvasMarks.get(element)
    if (painted) marks.push(...painted(place.x, place.y))
    else if (element.width > 0 && box.width > 0) marks.push({ kind: 'picture', ...place, source: element })
    return
  }
  if (element instanceof SVGSVGElement) {
    svgMarks(element, origin, marks)
    return
  }
  const colours = backgroundOf(style)
  if (colours.length > 0 && box.width > 0) {
    marks.push({ kind: 'box', ...place, colours, radius: Number.parseFloat(style.borderTopLeftRadius) || 0 })
  }
  for (const node of element.childNodes) {
    if (node instanceof Element) visit(node, origin, marks)
    else if (node instanceof Text) words(node, style, origin, marks)
  }
}

/** One colour, or those of a gradient from left to right; none where nothing is painted. */
function backgroundOf(style: CSSStyleDeclaration): string[] {
  if (style.backgroundImage.startsWith('linear-gradient(to right')) {
    return style.backgroundImage.match(/rgba?\([^)]*\)/g) ?? []
  }
  const colour = style.backgroundColor
  return colour === '' || colour === 'transparent' || /,\s*0\)$|\/\s*0\)$/.test(colour) ? [] : [colour]
}

/** A text node, line by line as the page broke it. */
function words(node: Text, style: CSSStyleDeclaration, origin: Origin, marks: Mark[]): void {
  if (node.data.trim() === '') return
  const range = document.createRange()
  range.selectNodeContents(node)
  const lines = [...range.getClientRects()]
  const size = Number.parseFloat(style.fontSize)
  const font = { size, family: style.fontFamily, weight: style.fontWeight }
  const texts = lines.length === 1 ? [node.data] : brokenLines(node, range)
  lines.forEach((line, k) => {
    const text = (texts[k] ?? '').replace(/\s+/g, ' ').trim()
    // The baseline lies a third of the size under the middle of the line.
    const baseline = line.top - origin.y + line.height / 2 + size * 0.35
    if (text) marks.push({ kind: 'text', x: line.left - origin.x, baseline, text, colour: style.color, font })
  })
}

function brokenLines(node: Text, range: Range): string[] {
  const lines: string[] = []
  let top = -Infinity
  for (let at = 0; at < node.data.length; at++) {
    range.setStart(node, at)
    range.setEnd(node, at + 1)
    const box = range.getBoundingClientRect()
    if (box.width > 0 && box.top > top + 2) {
      lines.push('')
      top = box.top
    }
    if (lines.length > 0) lines[lines.length - 1] += node.data[at]
  }
  return lines
}
