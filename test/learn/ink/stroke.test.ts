import { expect, it } from 'vitest'
import fc from 'fast-check'
import { listsFromStrokes, strokeBounds, strokesFromLists } from '#learn/ink/stroke.ts'

it('strokes survive the stored form, with and without pressure and time', () => {
  const coordinate = fc.double({ noNaN: true, noDefaultInfinity: true })
  const share = fc.double({ min: 0, max: 1, noNaN: true })
  const point = fc.oneof(
    fc.record({ x: coordinate, y: coordinate }),
    fc.record({ x: coordinate, y: coordinate, pressure: share }),
    fc.record({ x: coordinate, y: coordinate, ms: fc.nat() }),
    fc.record({ x: coordinate, y: coordinate, pressure: share, ms: fc.nat() }),
  )
  fc.assert(
    fc.property(fc.array(fc.array(point, { minLength: 1 })), (lists) => {
      const strokes = lists.map((points) => ({ points }))
      expect(strokesFromLists(listsFromStrokes(strokes))).toEqual(strokes)
    }),
  )
})

it('the bounds of strokes are those of all their points', () => {
  const strokes = strokesFromLists([[[1, 5], [3, 2]], [[-2, 4]]]) // prettier-ignore
  expect(strokeBounds(strokes)).toEqual({ left: -2, top: 2, right: 3, bottom: 5 })
  expect(strokeBounds([])).toBeNull()
})
