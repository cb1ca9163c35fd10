import { describe, expect, it } from 'vitest'
import { paintedMarks } from '#renderer/figure/painted-marks.ts'

type Context = Parameters<typeof paintedMarks>[0]

/** A context of twice as many pixels as the page has, that draws nothing. */
function fakeContext() {
  const nothing = () => undefined
  const calls: string[] = []
  class Fake {
    fillStyle = '#123456'
    strokeStyle = 'red'
    lineWidth = 3
    globalAlpha = 1
    font = '600 12px "Segoe UI", sans-serif'
    textAlign = 'center'
    textBaseline = 'middle'
    turned = false
    getLineDash = () => [4, 2]
    measureText = (text: string) => ({ width: 10 * text.length })
    getTransform = () =>
      this.turned ? { a: 0, b: -2, c: 2, d: 0, e: 100, f: 60 } : { a: 2, b: 0, c: 0, d: 2, e: 0, f: 0 }
    fill() {
      calls.push('fill')
    }
  }
  for (const name of [
    'beginPath',
    'moveTo',
    'lineTo',
    'rect',
    'arc',
    'closePath',
    'stroke',
    'clip',
    'save',
    'restore',
  ]) {
    Object.defineProperty(Fake.prototype, name, { value: nothing, configurable: true, writable: true })
  }
  for (const name of ['bezierCurveTo', 'fillRect', 'fillText']) {
    Object.defineProperty(Fake.prototype, name, { value: nothing, configurable: true, writable: true })
  }
  return { fake: new Fake(), calls }
}

function marksOf(paint: (context: Context) => void) {
  const { fake, calls } = fakeContext()
  const context = fake as unknown as Context
  const outline = (_: Path2D, to: Pick<Context, 'moveTo' | 'lineTo'>) => {
    to.moveTo(0, 0)
    to.lineTo(5, 5)
  }
  const marks = paintedMarks(context, { left: 10, top: 20, ratio: 2, paint: () => paint(context), outline })
  return { marks, calls, fake }
}

describe('what a canvas paints', () => {
  it('is a path in pixels of the page, and the canvas is painted too', () => {
    const { marks, calls } = marksOf((context) => {
      context.beginPath()
      context.rect(1, 2, 3, 4)
      context.fill()
    })
    expect(marks).toMatchObject([{ kind: 'path', d: 'M11 22L14 22L14 26L11 26Z', style: { fill: '#123456' } }])
    expect(calls).toEqual(['fill'])
  })

  it('is clipped only where it goes beyond what it was clipped to', () => {
    const { marks } = marksOf((context) => {
      context.save()
      context.beginPath()
      context.rect(0, 0, 10, 10)
      context.clip()
      for (const end of [9, 30]) {
        context.beginPath()
        context.moveTo(1, 1)
        context.lineTo(end, 1)
        context.stroke()
      }
      context.restore()
      context.stroke()
    })
    expect(marks.map((mark) => (mark.kind === 'path' ? mark.clip : null))).toEqual([
      undefined,
      { x: 10, y: 20, width: 10, height: 10 },
      undefined,
    ])
    expect(marks[0]).toMatchObject({ style: { stroke: 'red', strokeWidth: 3, dash: [4, 2] } })
  })

  it('tells words with their turn, from where they are anchored', () => {
    const { marks } = marksOf((context) => {
      ;(context as unknown as { turned: boolean }).turned = true
      context.fillText('abcd', 0, 0)
    })
    expect(marks).toEqual([
      {
        kind: 'text',
        text: 'abcd',
        x: -20,
        baseline: 4.199999999999999,
        colour: '#123456',
        font: { size: 12, family: '"Segoe UI", sans-serif', weight: '600' },
        matrix: [0, -1, 1, 0, 60, 50],
      },
    ])
  })

  it('asks for the outline of a path that was made before, and leaves no trace on the context', () => {
    const { marks, fake } = marksOf((context) => context.stroke({} as Path2D))
    expect(marks).toMatchObject([{ kind: 'path', d: 'M10 20L15 25' }])
    expect(Object.hasOwn(fake, 'stroke')).toBe(false)
  })

  it('draws a whole circle as two arcs', () => {
    const { marks } = marksOf((context) => {
      context.beginPath()
      context.arc(5, 5, 2, 0, 2 * Math.PI)
      context.fill()
    })
    expect(marks).toMatchObject([{ d: 'M17 25A2 2 0 0 1 13 25A2 2 0 0 1 17 25' }])
  })
})
