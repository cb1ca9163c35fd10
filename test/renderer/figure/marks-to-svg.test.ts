import { describe, expect, it } from 'vitest'
import { marksToSvg } from '#renderer/figure/marks-to-svg.ts'

describe('a figure as SVG', () => {
  it('keeps words as words, with nothing that would break the file', () => {
    const font = { size: 12, family: '"Segoe UI", sans-serif', weight: '400' }
    const svg = marksToSvg(
      {
        width: 100,
        height: 50,
        ground: '#fff',
        marks: [
          { kind: 'box', x: 1, y: 2, width: 10, height: 20, colours: ['rgb(1, 2, 3)'], radius: 3 },
          { kind: 'box', x: 0, y: 40, width: 90, height: 8, colours: ['red', 'blue'], radius: 0 },
          { kind: 'text', x: 5.12345, baseline: 12, text: 'a < b & "c"', colour: 'oklch(0.5 0.1 262)', font },
        ],
      },
      (colour) => (colour.startsWith('oklch') ? 'rgb(4, 5, 6)' : colour),
    )
    expect(svg).toContain('fill="rgb(4, 5, 6)"')
    expect(svg).not.toContain('oklch')
    expect(svg).toContain('viewBox="0 0 100 50"')
    expect(svg).toContain('<rect x="1" y="2" width="10" height="20" rx="3" fill="rgb(1, 2, 3)"/>')
    expect(svg).toContain('<stop offset="1" stop-color="blue"/>')
    expect(svg).toContain('x="5.123"')
    expect(svg).toContain('>a &lt; b &amp; &quot;c&quot;</text>')
    expect(svg).toContain('font-family="&quot;Segoe UI&quot;, sans-serif"')
  })

  it('turns words and clips paths', () => {
    const font = { size: 12, family: 'serif', weight: '400' }
    const style = { stroke: 'red', strokeWidth: 2, dash: [4, 2], opacity: 1 }
    const svg = marksToSvg(
      {
        width: 10,
        height: 10,
        ground: 'white',
        marks: [
          { kind: 'text', x: -4, baseline: 4, text: 'up', colour: 'black', font, matrix: [0, -1, 1, 0, 6, 5] },
          { kind: 'path', d: 'M0 0L9 9', matrix: [1, 0, 0, 1, 0, 0], style, clip: { x: 1, y: 2, width: 3, height: 4 } },
        ],
      },
      String,
    )
    expect(svg).toContain('transform="matrix(0 -1 1 0 6 5)">up</text>')
    expect(svg).toContain('<clipPath id="c1"><rect x="1" y="2" width="3" height="4"/></clipPath>')
    expect(svg).toContain('stroke-dasharray="4 2"')
    expect(svg).toContain('clip-path="url(#c1)"')
  })
})
