import { describe, expect, it } from 'vitest'
import { toCsv } from '#renderer/figure/figure-table.ts'

describe('a figure as CSV', () => {
  it('has a heading, points as decimal marks, and nothing where nothing is', () => {
    const table = {
      columns: ['digit', 'accuracy'],
      rows: [
        [0, 0.9805],
        [1, null],
      ],
    }
    expect(toCsv(table)).toBe('digit,accuracy\n0,0.9805\n1,\n')
  })

  it('quotes commas, quotes and line breaks, and takes the sting out of formulas', () => {
    const table = { columns: ['name'], rows: [['a,b'], ['say "four"'], ['two\nlines'], ['=1+1'], [-3]] }
    expect(toCsv(table)).toBe('name\n"a,b"\n"say ""four"""\n"two\nlines"\n\'=1+1\n-3\n')
  })
})
