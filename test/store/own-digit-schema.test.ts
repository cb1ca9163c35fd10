import { describe, expect, it } from 'vitest'
import * as v from 'valibot'
import { ownDigitSchema } from '#store/own-digit-schema.ts'

const line = { id: 'a', label: 3, created: 1, strokes: [[[0, 0, 0.5, 0], [1, 1, 0.6, 8]]] } // prettier-ignore
const picture = Buffer.alloc(784, 7).toString('base64')

/** What is said against it; undefined: nothing. */
function said(changes: object): string | undefined {
  return v.safeParse(ownDigitSchema, { ...line, ...changes }).issues?.[0].message
}

describe('a stored digit', () => {
  it.each([
    {},
    { strokes: [[[0, 0], [1, 1]]] },
    { strokes: [[[0, 0, -1, 8, 30, -45]]], pointers: ['pen'], nib: 0.12, response: 2, writer: 'Ada' },
    { strokes: [], pixels: picture },
  ])('may have the form %j', (changes) => expect(said(changes)).toBeUndefined()) // prettier-ignore

  it.each([
    [{ strokes: [[[0, 0, 512]]] }, /pressure.* must lie between 0 and 1.*, not 512/],
    [{ strokes: [[[0, 0, -0.5]]] }, /pressure/],
    [{ strokes: [[[0, 0, 0.5, 8, 30, 100]]] }, /between -90 and 90 degrees/],
    [{ strokes: [[[0]]] }, /at least x and y/],
    [{ strokes: [[[0, 0, 0.5, 8, 30, 10, 1]]] }, /at most six numbers/],
    [{ strokes: [] }, /at least one stroke with points, or 28 x 28 pixels/],
    [{ strokes: [[], []] }, /at least one stroke with points/],
    [{ strokes: [[]], pixels: picture }, /at least one stroke with points/],
    [{ strokes: [], pixels: Buffer.alloc(783).toString('base64') }, /784 bytes in base64/],
    [{ strokes: [], pixels: `${'A'.repeat(1045)}\n==` }, /784 bytes in base64/],
    [{ pointers: ['pen', 'pen'] }, /one pointer a stroke/],
  ])('is refused in the form %j', (changes, sentence) => expect(said(changes)).toMatch(sentence))
})
