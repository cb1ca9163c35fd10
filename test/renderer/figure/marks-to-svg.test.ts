import { describe, expect, it } from 'vitest'
import { marksToSvg } from '#renderer/figure/marks-to-svg.ts'

describe('a figure as SVG', () => {
  it('keeps words as words, with nothing that would break the file', () => {
    const font = { size: 12, family: '"Segoe UI", sans-serif', weight: '400' }
    const svg = marksToSvg({
      width: 100,
      height: 50,
      ground: '#fff',
      marks: [
        { kind: 'box', x: 1, y: 2, width: 10, height: 20, colours: ['rgb(1, 2, 3)'], radius: 3 },
        { kind: 'box', x: 0, y: 40, width: 90, height: 8, colours: ['red', 'blue'], radius: 0 },
        { kind: 'text', x: 5.12345, baseline: 12, text: 'a < b & "c"', colour: 'black', font },
      ],
    })
    expect(svg).toContain('viewBox="0 0 100 50"')
    expect(svg).toContain('<rect x="1" y="2" width="10" height="20" rx="3" fill="rgb(1, 2, 3)"/>')
    expect(svg).toContain('<stop offset="1" stop-color="blue"/>')
    expect(svg).toContain('x="5.123"')
    expect(svg).toContain('>a &lt; b &amp; &quot;c&quot;</text>')
    expect(svg).toContain('font-family="&quot;Segoe UI&quot;, sans-serif"')
  })
})
