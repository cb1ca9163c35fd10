import { describe, expect, it } from 'vitest'
import type { OwnSet } from '#rpc/contract/own.ts'
import { handsOf, setOf, trainingSets } from '#renderer/digits/own-sets.ts'

const set = (name: string, count: number): OwnSet => ({ name, count, classCounts: [], newest: null })

describe('the sets of a hand', () => {
  const sets = [set(setOf('Ada', 'training'), 3), set(setOf('Ada', 'test'), 5), set(setOf('Bo', 'test'), 2)]

  it('are two, one to learn from and one to be judged by', () => {
    expect(sets.map(({ name }) => name)).toEqual(['Ada', 'Ada - test', 'Bo - test'])
    expect(handsOf(sets, 'Cy')).toEqual(['Ada', 'Bo', 'Cy'])
  })

  it('join training without what is kept for testing, and without empty ones', () => {
    expect(trainingSets([...sets, set('Dee', 0)]).map(({ name }) => name)).toEqual(['Ada'])
  })
})
