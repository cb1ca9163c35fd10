import { describe, expect, it } from 'vitest'
import { leastOfAxis, levelCounts, remarkOnLevels } from '#renderer/places/data/level-counts.ts'

/** Two classes, and digits without a label: entry 256 k + v. */
function levelsOf(counts: Record<number, number>) {
  const levels = new Uint32Array(3 * 256)
  for (const [at, count] of Object.entries(counts)) levels[Number(at)] = count
  return { levels }
}
const some = levelsOf({ 0: 10, 255: 2, [256 + 0]: 20, [256 + 7]: 3, [512 + 7]: 50 })
const inked = (counts: number[]) => Object.fromEntries([...counts.entries()].filter(([, count]) => count > 0))

describe('levelCounts', () => {
  it('counts all digits, those without a label among them, over all datasets', () => {
    expect(inked(levelCounts([some, some], []))).toEqual({ 0: 60, 7: 106, 255: 4 })
  })

  it('counts the digits of some labels; no label is none of them', () => {
    expect(inked(levelCounts([some], [1, 2]))).toEqual({ 0: 20, 7: 3 })
  })
})

it('lets a logarithmic axis begin so low that the rarest level shows', () => {
  expect(leastOfAxis([0, 38_000, 14_000, 0])).toBe(5000)
  expect(leastOfAxis([10_000, 1])).toBe(0.5)
  expect(leastOfAxis([0, 0])).toBe(0.5)
})

describe('remarkOnLevels', () => {
  const counts = (inked: Record<number, number>) => Array.from({ length: 256 }, (_, level) => inked[level] ?? 0)

  it('says how much is blank, from which level on half of the ink lies, and which level is the commonest', () => {
    expect(remarkOnLevels(counts({ 0: 80, 10: 5, 100: 5, 253: 7, 254: 3 }), [])).toBe(
      '80.0\u202f% of all pixels are blank; half of the others have level 253 or above, and the commonest level among them is 253 (35.0\u202f%).',
    )
  })

  it('names the digits that were chosen', () => {
    expect(remarkOnLevels(counts({ 0: 75, 255: 25 }), [3, 6, 1])).toBe(
      '75.0\u202f% of all pixels of the threes, sixes and ones are blank; all others have grey level 255.',
    )
    expect(remarkOnLevels(counts({ 0: 75 }), [3])).toBe('All pixels of the threes are blank.')
  })
})
