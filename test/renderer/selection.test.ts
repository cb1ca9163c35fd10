import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it } from 'vitest'
import { useSelection } from '#renderer/selection.ts'

beforeEach(() => setActivePinia(createPinia()))

const cell = { dataset: 'test', rows: Uint32Array.of(3, 5), sentence: 'Fours read as 9', from: 'run:cell 4 9' }

describe('the one selection', () => {
  it('belongs to a dataset, and is let go of by the same click again', () => {
    const selection = useSelection()
    selection.select(cell)
    expect(selection.rowsOf('test')).toEqual(cell.rows)
    expect(selection.rowsOf('train')).toBeNull()
    selection.select({ ...cell })
    expect(selection.current).toBeNull()
  })

  it('is narrowed by a digit, until that is pressed again or something else is selected', () => {
    const selection = useSelection()
    selection.select(cell)
    selection.narrow(4)
    expect(selection.digit).toBe(4)
    selection.narrow(4)
    expect(selection.digit).toBeNull()
    selection.narrow(7)
    selection.select({ ...cell, from: 'run:cell 7 1' })
    expect(selection.digit).toBeNull()
    selection.narrow(1)
    selection.clear()
    expect([selection.current, selection.digit]).toEqual([null, null])
  })
})
