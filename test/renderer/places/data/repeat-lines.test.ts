import { expect, it } from 'vitest'
import { repeatLines } from '#renderer/places/data/repeat-lines.ts'

const rows = (count: number) => Uint32Array.from({ length: count }, (_, row) => 2 * row)
const none = { within: rows(0), across: rows(0), disputed: rows(0) }

it('says nothing where all digits are different', () => {
  expect(repeatLines([{ part: 'train', repeated: none }])).toEqual([])
})

it('tells of test digits that were learnt from first, and of them once', () => {
  const lines = repeatLines([
    { part: 'train', repeated: { within: rows(4), across: rows(3), disputed: rows(1) } },
    { part: 'test', repeated: { within: rows(0), across: rows(1234), disputed: rows(2) } },
  ])
  expect(lines.map(({ sentence }) => sentence)).toEqual([
    '1,234 test digits are training digits too, so a model has seen them before it is judged.',
    '1 training digit has the same pixels as a digit with another label.',
    '2 test digits have the same pixels as a digit with another label.',
    '4 training digits occur more than once.',
  ])
  expect(lines.map(({ part, rows: { length } }) => [part, length])).toEqual([
    ['test', 1234],
    ['train', 1],
    ['test', 2],
    ['train', 4],
  ])
})

it('speaks of a single digit as of one', () => {
  const [line] = repeatLines([{ part: 'test', repeated: { ...none, across: rows(1) } }])
  expect(line.sentence).toBe('1 test digit is a training digit too, so a model has seen it before it is judged.')
  expect(line.name).toBe('test digit that is a training digit too')
})
