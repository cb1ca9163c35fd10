import { describe, expect, it } from 'vitest'
import { moveInGrid } from '#renderer/components/grid-keys.ts'

// Three full rows of 10 and a last one of 5.
const shape = { total: 35, columns: 10, pageRows: 2 }
const press = (key: string, index: number, ctrlKey = false) =>
  moveInGrid({ key, ctrlKey, metaKey: false }, index, shape)

describe('keys in a grid', () => {
  it('moves by one cell and stops at both ends', () => {
    expect(press('ArrowRight', 9)).toBe(10)
    expect(press('ArrowLeft', 10)).toBe(9)
    expect(press('ArrowLeft', 0)).toBe(0)
    expect(press('ArrowRight', 34)).toBe(34)
  })

  it('keeps the column when moving by rows, also where the last row is short', () => {
    expect(press('ArrowDown', 12)).toBe(22)
    expect(press('ArrowDown', 27)).toBe(27)
    expect(press('ArrowDown', 24)).toBe(34)
    expect(press('ArrowUp', 3)).toBe(3)
    expect(press('PageDown', 7)).toBe(27)
    expect(press('PageUp', 32)).toBe(12)
  })

  it('goes to the ends of the row, and with Ctrl to the ends of all', () => {
    expect(press('Home', 17)).toBe(10)
    expect(press('End', 11)).toBe(19)
    expect(press('End', 31)).toBe(34)
    expect(press('Home', 17, true)).toBe(0)
    expect(press('End', 0, true)).toBe(34)
  })

  it('leaves other keys and empty grids alone', () => {
    expect(press('a', 5)).toBeNull()
    expect(moveInGrid({ key: 'Home', ctrlKey: false, metaKey: false }, 0, { ...shape, total: 0 })).toBeNull()
  })
})
