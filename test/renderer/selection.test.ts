import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it } from 'vitest'
import { useSelection } from '#renderer/selection.ts'

beforeEach(() => setActivePinia(createPinia()))

const cell = { dataset: 'test', rows: Uint32Array.of(3, 5), sentence: 'Fours read as 9', from: 'run:cell 4 9' }

const labels = Uint8Array.of(0, 0, 7, 9, 4, 4)
const all = { dataset: 'test', rows: Uint32Array.of(2, 5), sentence: 'All misread digits', from: 'run:wrong' }

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
    selection.narrow(4, labels, all)
    expect(selection.current).toMatchObject({
      rows: Uint32Array.of(5),
      sentence: 'Fours read as 9, only 4s',
      from: cell.from,
    })
    expect(selection.rowsOf('test')).toEqual(Uint32Array.of(5))
    selection.narrow(4, labels, all)
    expect(selection.current).toEqual(cell)
    selection.narrow(7, labels, all)
    selection.select({ ...cell, from: 'run:cell 7 1' })
    expect(selection.digit).toBeNull()
    selection.narrow(1, labels, all)
    selection.clear()
    expect([selection.current, selection.digit]).toEqual([null, null])
  })

  it('is made of all by a digit where nothing of those digits is selected, and let go of by it again', () => {
    const selection = useSelection()
    selection.select({ ...cell, dataset: 'train' })
    selection.narrow(4, labels, all)
    expect(selection.current).toMatchObject({ dataset: 'test', rows: Uint32Array.of(5) })
    selection.narrow(7, labels, all)
    expect(selection.current?.rows).toEqual(Uint32Array.of(2))
    selection.narrow(7, labels, all)
    expect(selection.current).toBeNull()
  })
})
