import { expect, it } from 'vitest'
import fc from 'fast-check'
import * as v from 'valibot'
import { listsFromStrokes, pointerKinds, pointersOf, strokeBounds, strokesFromLists } from '#learn/ink/stroke.ts'
import { inkFields } from '#store/own-digit-schema.ts'

it('strokes survive the stored form, whatever of pressure, time, tilt and pointer is known', () => {
  const coordinate = fc.double({ noNaN: true, noDefaultInfinity: true })
  const share = fc.double({ min: 0, max: 1, noNaN: true })
  const degrees = fc.integer({ min: -90, max: 90 })
  const position = { x: coordinate, y: coordinate }
  const timed = { requiredKeys: ['x', 'y'] as ['x', 'y'] }
  const point = fc.oneof(
    fc.record({ ...position, pressure: share, ms: fc.nat() }, timed),
    fc
      .tuple(
        fc.record({ ...position, pressure: share, ms: fc.nat() }, timed),
        fc.record({ tiltX: degrees, tiltY: degrees }),
      )
      .map(([known, tilt]) => ({ ...known, ...tilt })),
  )
  const pointer = fc.constantFrom(...pointerKinds)
  const stroke = fc.record({ points: fc.array(point, { minLength: 1 }), pointer })
  fc.assert(
    fc.property(fc.array(stroke), (strokes) => {
      const lists: unknown = JSON.parse(JSON.stringify(listsFromStrokes(strokes)))
      expect(v.is(inkFields.strokes, lists)).toBe(true)
      expect(strokesFromLists(lists as number[][][], pointersOf(strokes) ?? [])).toEqual(
        JSON.parse(JSON.stringify(strokes)),
      )
    }),
  )
})

it('a point is stored with no more numbers than it needs', () => {
  const points = [
    { x: 1, y: 2 },
    { x: 1, y: 2, pressure: 0.5 },
    { x: 1, y: 2, ms: 8 },
    { x: 1, y: 2, tiltX: 30 },
  ]
  expect(listsFromStrokes([{ points }])).toEqual([[[1, 2], [1, 2, 0.5], [1, 2, -1, 8], [1, 2, -1, -1, 30, 0]]]) // prettier-ignore
})

it('pointers are told only where they are known of every stroke', () => {
  const points = [{ x: 0, y: 0 }]
  expect(pointersOf([{ points, pointer: 'pen' }, { points, pointer: 'touch' }])).toEqual(['pen', 'touch']) // prettier-ignore
  expect(pointersOf([{ points, pointer: 'pen' }, { points }])).toBeNull()
})

it('the bounds of strokes are those of all their points', () => {
  const strokes = strokesFromLists([[[1, 5], [3, 2]], [[-2, 4]]]) // prettier-ignore
  expect(strokeBounds(strokes)).toEqual({ left: -2, top: 2, right: 3, bottom: 5 })
  expect(strokeBounds([])).toBeNull()
})
