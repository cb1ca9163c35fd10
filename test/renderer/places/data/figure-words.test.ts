import { expect, it } from 'vitest'
import { figureWords } from '#renderer/places/data/figure-words.ts'

const [train, test] = [
  { part: 'train' as const, set: { rows: 60_000 } },
  { part: 'test' as const, set: { rows: 15 } },
]
const of = { open: [train, test], first: 20, rows: 60_015, filtered: 5842 }

it('says how many digits each figure is of', () => {
  expect(figureWords('wall', of)).toBe('5,842 of 60,015 digits shown')
  expect(figureWords('first', of)).toBe('20 of 60,000 training and 15 of 15 test digits shown')
  expect(figureWords('first', { ...of, open: [test], first: 10 })).toBe('10 of 15 test digits shown')
  expect(figureWords('means', of)).toBe('60,015 digits averaged')
  expect(figureWords('greys', of)).toBe('5,842 of 60,015 digits counted')
})
