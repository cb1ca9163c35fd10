import { describe, expect, it } from 'vitest'
import { normaliseStrokes } from '#learn/ink/normalise.ts'
import { ownDigitPixels } from '#learn/ink/own-digit-pixels.ts'
import { withPressureResponse } from '#learn/ink/pressure-response.ts'
import { listsFromStrokes, type Stroke } from '#learn/ink/stroke.ts'

const drawn: Stroke[] = [
  {
    points: [
      { x: 0.3, y: 0.2, pressure: 0.2 },
      { x: 0.7, y: 0.25, pressure: 0.9 },
      { x: 0.45, y: 0.8, pressure: 0.4 },
    ],
  },
]
const strokes = listsFromStrokes(drawn)

describe('the pixels of an own digit', () => {
  it('are those that models answered on the pad, with the nib and the pressure response of then', () => {
    const frame = { left: 0, top: 0, side: 1, pixels: 56 }
    for (const [nib, response] of [
      [0.09, 2],
      [0.2, 0],
      [0.14, 1],
    ]) {
      // prettier-ignore
      const onThePad = normaliseStrokes(withPressureResponse(drawn, response), { nib, frame }).centred.pixels
      expect(ownDigitPixels({ strokes, nib, response })).toEqual(onThePad)
    }
  })

  it('are drawn with the usual nib where none is stored', () => {
    expect(ownDigitPixels({ strokes })).toEqual(normaliseStrokes(drawn).centred.pixels)
    expect(ownDigitPixels({ strokes, nib: 0.09 })).not.toEqual(ownDigitPixels({ strokes }))
    expect(ownDigitPixels({ strokes, response: 0 })).not.toEqual(ownDigitPixels({ strokes }))
  })

  it('are the bytes it came as where there are no strokes', () => {
    const pixels = Uint8Array.from({ length: 784 }, (_, i) => (i * 37) % 256)
    expect(ownDigitPixels({ strokes: [], pixels: Buffer.from(pixels).toString('base64') })).toEqual(pixels)
  })
})
