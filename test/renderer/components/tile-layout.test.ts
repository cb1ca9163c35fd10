import { describe, expect, it } from 'vitest'
import { tileAt, tileLayout } from '#renderer/components/tile-layout.ts'

const wish = { height: 28, width: 28, tile: 56, roomX: 752, captions: false }

describe('the layout of a wall of digits', () => {
  it.each([1, 1.25, 1.5, 2, 3])('draws whole device pixels at a pixel ratio of %d', (pixelRatio) => {
    const { side } = tileLayout({ ...wish, pixelRatio })
    const deviceSide = side * pixelRatio
    expect(deviceSide % 28).toBeCloseTo(0)
    expect(side).toBeGreaterThan(40)
    expect(side).toBeLessThan(72)
  })

  it('fits its columns into the room and fills it to the end', () => {
    const { columns, side, stepX, padding } = tileLayout({ ...wish, pixelRatio: 1 })
    const end = padding + (columns - 1) * stepX + side
    expect(end).toBeLessThanOrEqual(752 - padding)
    expect(end).toBeGreaterThan(752 - padding - columns)
  })

  it('keeps one column where there is hardly any room', () => {
    expect(tileLayout({ ...wish, roomX: 30, pixelRatio: 1 }).columns).toBe(1)
  })

  it('finds the tile under a point, and none beside or behind the last', () => {
    const layout = tileLayout({ ...wish, pixelRatio: 1 })
    const { columns, stepX, stepY, padding } = layout
    expect(tileAt(layout, padding + 2 * stepX + 5, padding + 3 * stepY + 5, 1000)).toBe(3 * columns + 2)
    expect(tileAt(layout, padding - 1, padding + 5, 1000)).toBeNull()
    expect(tileAt(layout, padding + columns * stepX + 1, padding + 5, 1000)).toBeNull()
    expect(tileAt(layout, padding + 5 * stepX, padding + 5, 5)).toBeNull()
  })
})
