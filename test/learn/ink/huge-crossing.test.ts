import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { hasHugeCrossing } from '#learn/ink/huge-crossing.ts'
import { normaliseStrokes } from '#learn/ink/normalise.ts'
import { strokesFromLists } from '#learn/ink/stroke.ts'
import { readPenFile } from '#store/pen-file.ts'

const ring = Array.from({ length: 20 }, (_, k) => [50 + 10 * Math.cos(k / 3), 50 + 10 * Math.sin(k / 3)])
const crossed = (...lists: number[][][]) => hasHugeCrossing(strokesFromLists(lists))

describe('a huge crossing', () => {
  it('is a straight line through the digit, twice as long', () => {
    expect(crossed(ring, [[10, 12], [50, 50], [90, 88]])).toBe(true) // prettier-ignore
    expect(normaliseStrokes(strokesFromLists([ring, [[10, 12], [90, 88]]])).warnings).toContain('crossing') // prettier-ignore
  })

  it('is not the stem of a one, the bar of a seven or a five, or a line beside', () => {
    expect(crossed([[50, 0], [50, 100]], [[40, 100], [60, 100]])).toBe(false) // prettier-ignore
    expect(crossed([[20, 0], [80, 0], [40, 100]], [[40, 50], [70, 50]])).toBe(false) // prettier-ignore
    expect(crossed([[20, 0], [20, 40], [70, 60], [60, 95], [10, 90]], [[20, 0], [70, 0]])).toBe(false) // prettier-ignore
    expect(crossed(ring, [[62, 50], [110, 50]])).toBe(false) // prettier-ignore
    expect(crossed(ring)).toBe(false)
  })

  const pens = join(import.meta.dirname, '../../../../shared/pen/pen-digits.json.gz')

  it.skipIf(!existsSync(pens))('is said of next to no digit that people wrote (needs ../shared/pen)', () => {
    const digits = readPenFile('pen-digits.json.gz', readFileSync(pens))
    const said = digits.filter(({ strokes }) => hasHugeCrossing(strokesFromLists(strokes))).length
    expect(said / digits.length).toBeLessThan(0.002)
  })
})
